package io.weir.replayer.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.Judge.DecoderException;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decoder itself may fail on a record, although no payload should make it. */
class DecoderFailureTest {

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  private static RecoveredRecord record(String payload) {
    return new RecoveredRecord(
        new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("77")),
        "device-1",
        Bytes.of(payload.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-11-24T22:00:00Z"));
  }

  /** The decoder itself, but for payloads that name a failure. */
  private static Decoded judged(Part part) {
    String payload = StandardCharsets.UTF_8.decode(part.record().payload().duplicate()).toString();
    if (payload.contains("planted")) {
      throw new IllegalStateException("secret: " + payload);
    }
    if (payload.contains("deep")) {
      throw new StackOverflowError();
    }
    return DECODER.judge(part);
  }

  private static final Decoder DECODER = new EventDecoder(EventSettings.DEFAULT);

  private static final Judge JUDGE =
      new Judge(
          new Decoder() {
            @Override
            public List<Part> parts(StreamRecord record) {
              return DECODER.parts(record);
            }

            @Override
            public Decoded judge(Part part) {
              return judged(part);
            }
          },
          EventSettings.DEFAULT.identity());

  private static List<Diagnosis> diagnoses(String... payloads) {
    return Examiner.ofOurs(Optional.of(HashTable.of(Map.of())), JUDGE)
        .examine(
            Stream.of(payloads)
                .map(it -> new Examiner.Question(record(it), Optional.empty()))
                .toList())
        .stream()
        .map(Examined::diagnosis)
        .toList();
  }

  @Test
  void aRecordThatTheDecoderFailsOnIsUndecidedAndTheOthersAreJudged() {
    List<Diagnosis> diagnoses = diagnoses("{\"a\":1}", "planted", "deep", "{\"a\":");

    assertThat(diagnoses)
        .extracting(Diagnosis::word)
        .containsExactly("BYSTANDER", "UNDECIDED", "UNDECIDED", "POISON");
    assertThat(diagnoses.get(1).detail()).endsWith("java.lang.IllegalStateException");
    assertThat(diagnoses.get(2).detail()).endsWith("java.lang.StackOverflowError");
    assertThat(Causes.isOne("UNDECIDED")).isTrue();
  }

  @Test
  void whatTheDecoderThrowsIsNamedWithoutThePayload() {
    assertThat(diagnoses("planted").get(0).detail()).doesNotContain("planted", "secret");
  }

  @Test
  void whatTheDecoderFailsOnIsNoEventThatATableCouldProve() {
    assertThat(JUDGE.event(record("planted"), record("planted").payload())).isEmpty();
    assertThat(JUDGE.event("orders/shard/1", "key", Instant.EPOCH, record("planted").payload()))
        .isEmpty();
    assertThatThrownBy(() -> JUDGE.decode(record("planted"))).isInstanceOf(DecoderException.class);
  }
}
