package io.weir.replayer.recover;

import static io.weir.replayer.recover.Fixture.SHARD;
import static io.weir.replayer.recover.Fixture.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.FakeStream.Trimmed;
import io.weir.replayer.recover.StreamException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost is called so, whichever way Kinesis chooses not to say it. */
@Timeout(60)
class LossTest {

  private final Fixture fixture = new Fixture();
  private final FakeStream stream = fixture.stream;

  @ParameterizedTest
  @EnumSource
  void everyTrimmedPrefixIsNoticed(Trimmed how) {
    int n = 12;
    int behind = 5;
    for (int k = 1; k <= n; k++) {
      Fixture one = new Fixture();
      one.stream.trimmed = how;
      List<RecoveredRecord> all = one.stream.put(SHARD, n + behind);
      one.stream.trim(SHARD, k);
      one.now = FakeStream.EPOCH.plus(one.stream.retention).plusSeconds(k - 1);
      Recovery recovery = one.recover(range(0, n - 1));
      assertThat(recovery.records()).isEqualTo(all.subList(k, n));
      if (k == n) {
        assertThat(recovery.verdict()).isInstanceOf(RecoveryStatus.Expired.class);
      } else {
        assertThat(recovery.verdict())
            .isEqualTo(
                new RecoveryStatus.Partial(
                    n - k,
                    n,
                    "missing from "
                        + FakeStream.number(0)
                        + " until before "
                        + FakeStream.number(k)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShardThatIsTrimmedToNothingIsExpired(Trimmed how) {
    stream.trimmed = how;
    stream.put(SHARD, 4);
    stream.trim(SHARD, 4);
    fixture.now = FakeStream.EPOCH.plus(stream.retention).plusSeconds(4);
    assertThat(fixture.recover(range(0, 3)).verdict()).isInstanceOf(RecoveryStatus.Expired.class);
  }

  @Test
  void anEmptyRangeOfAStreamWhoseRetentionIsNotKnownIsNotCalledLost() {
    stream.put(SHARD, 4);
    stream.trim(SHARD, 4);
    fixture.now = FakeStream.EPOCH.plus(stream.retention).plusSeconds(4);
    stream.fault =
        call -> {
          if (call.equals("DescribeStreamSummary")) {
            throw new StreamException(Kind.FAILED, "not allowed");
          }
        };
    assertThat(fixture.recover(range(0, 3)).verdict())
        .isInstanceOf(RecoveryStatus.Unreadable.class);
  }

  @Test
  void recordsThatAreMissingAlthoughYoungAreGone() {
    stream.put(SHARD, 8);
    stream.trim(SHARD, 4);
    assertThat(fixture.recover(range(0, 3)).verdict()).isInstanceOf(RecoveryStatus.Gone.class);
  }

  @Test
  void aNumberThatAnOlderShardDoesNotKnowIsRefused() {
    stream.put(SHARD, 8);
    boolean[] first = {true};
    stream.fault =
        call -> {
          if (call.equals("GetShardIterator") && first[0]) {
            first[0] = false;
            throw new StreamException(Kind.INVALID, "did not come from this stream");
          }
        };
    assertThat(fixture.recover(range(2, 3)).verdict())
        .isInstanceOfSatisfying(
            RecoveryStatus.Refused.class, it -> assertThat(it.detail()).contains("forged"));
  }

  @Test
  void aRangeThatEndsBeyondTheTipIsPartial() {
    List<RecoveredRecord> all = stream.put(SHARD, 8);
    Recovery recovery = fixture.recover(range(6, 9));
    assertThat(recovery.verdict())
        .isEqualTo(
            new RecoveryStatus.Partial(
                2, 4, "missing after " + FakeStream.number(7) + " until " + FakeStream.number(9)));
    assertThat(recovery.records()).isEqualTo(all.subList(6, 8));
  }

  @Test
  void aClosedShardIsReadToItsEnd() {
    List<RecoveredRecord> all = stream.put(SHARD, 8);
    stream.close(SHARD);
    assertThat(fixture.recover(range(5, 7)).records()).isEqualTo(all.subList(5, 8));
    assertThat(fixture.recover(range(6, 9)).verdict()).isInstanceOf(RecoveryStatus.Partial.class);
  }

  @Test
  void aShardThatIsThereNoMoreIsGone() {
    assertThat(fixture.recover(range(0, 3)).verdict())
        .isEqualTo(new RecoveryStatus.Gone("there is no shard " + SHARD));
  }
}
