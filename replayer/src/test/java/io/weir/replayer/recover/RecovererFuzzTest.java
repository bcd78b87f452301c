package io.weir.replayer.recover;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;

/** Whatever a message claims: nothing is read that was not named, and nothing outside its range. */
class RecovererFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void noMessageReachesBeyondWhatItPointsAt(byte[] message) {
    Fixture fixture = new Fixture();
    fixture.stream.put(Fixture.SHARD, 30);
    DeadLetter content = LetterReader.read(Bytes.of(message));

    Recovery recovery = fixture.recover(Fixture.letter("m-1", content));

    if (!(content instanceof Pointer) && !(content instanceof ExportedLetter)) {
      assertThat(fixture.stream.calls()).isEmpty();
    }
    if (recovery.verdict() instanceof RecoveryStatus.Refused
        || recovery.verdict() instanceof RecoveryStatus.Malformed) {
      assertThat(recovery.records()).isEmpty();
    }
    for (RecoveredRecord record : recovery.records()) {
      assertThat(record.coordinates().stream()).isEqualTo(FakeStream.ARN);
      if (content instanceof Pointer pointer) {
        assertThat(record.coordinates().shardId()).isEqualTo(pointer.range().shardId());
        assertThat(pointer.range().contains(record.coordinates().sequenceNumber())).isTrue();
      }
    }
    if (content instanceof Pointer pointer && !pointer.range().stream().equals(FakeStream.ARN)) {
      assertThat(recovery.verdict()).isInstanceOf(RecoveryStatus.Refused.class);
      assertThat(fixture.stream.calls()).isEmpty();
    }
  }
}
