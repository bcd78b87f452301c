package io.weir.replayer.recover;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sender to the queue must not read, through the operator, what the sender may not read. */
class ForgedPointersTest {

  private static final String GENUINE =
      "{\"requestContext\":{\"requestId\":\"r\",\"functionArn\":"
          + "\"arn:aws:lambda:us-east-1:123456789012:function:ingest:live\","
          + "\"condition\":\"RetryAttemptsExhausted\",\"approximateInvokeCount\":1},"
          + "\"version\":\"1.0\",\"timestamp\":\"2026-11-24T00:00:09Z\","
          + "\"KinesisBatchInfo\":{\"shardId\":\"shardId-000000000000\","
          + "\"startSequenceNumber\":\"100\",\"endSequenceNumber\":\"120\","
          + "\"approximateArrivalOfFirstRecord\":\"2026-11-24T00:00:01Z\","
          + "\"approximateArrivalOfLastRecord\":\"2026-11-24T00:00:03Z\",\"batchSize\":3,"
          + "\"streamArn\":\"arn:aws:kinesis:us-east-1:123456789012:stream/orders\"}}";

  private final Fixture fixture = new Fixture();

  private Recovery recover(String message) {
    fixture.stream.put(Fixture.SHARD, 50);
    DeadLetter content = LetterReader.read(Bytes.of(message.getBytes(StandardCharsets.UTF_8)));
    return fixture.recover(Fixture.letter("m-1", content));
  }

  @Test
  void theGenuineOneIsRead() {
    assertThat(recover(GENUINE).verdict()).isEqualTo(new RecoveryStatus.Complete(0));
    assertThat(fixture.stream.calls()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream/orders|stream/payments",
        "stream/orders|stream/Orders",
        "stream/orders|stream/orders2",
        "stream/orders|stream/order",
        "stream/orders|stream/../orders",
        "stream/orders|stream/payments/consumer/orders:1",
        "kinesis:us-east-1:123456789012|kinesis:us-east-1:999999999999",
        "kinesis:us-east-1:123456789012|kinesis:eu-west-1:123456789012",
        "arn:aws:kinesis|arn:aws-cn:kinesis",
        "arn:aws:kinesis|arn:aws:dynamodb",
        "function:ingest:live|function:other:live",
        "function:ingest:live|function:ingest2",
        "lambda:us-east-1:123456789012|lambda:us-east-1:999999999999",
        "lambda:us-east-1:123456789012|lambda:eu-west-1:123456789012",
        "\"batchSize\":3|\"batchSize\":10001",
        "\"batchSize\":3|\"batchSize\":2147483647",
        "\"batchSize\":3|\"batchSize\":-1",
        "\"startSequenceNumber\":\"100\"|\"startSequenceNumber\":\"1000\"",
        "shardId-000000000000|x/../shardId-000000000000",
        "\"KinesisBatchInfo\":{|\"KinesisBatchInfo\":{\"streamArn\":\"arn:aws:kinesis:us-east-1:123456789012:stream/payments\","
      })
  void aForgedOneIsRefusedWithoutACall(String genuine, String forged) {
    String message = GENUINE.replace(genuine, forged);
    assertThat(message).isNotEqualTo(GENUINE);
    Recovery recovery = recover(message);
    assertThat(recovery.verdict())
        .isInstanceOfAny(RecoveryStatus.Refused.class, RecoveryStatus.Malformed.class);
    assertThat(recovery.records()).isEmpty();
    assertThat(fixture.stream.calls()).isEmpty();
  }

  @Test
  void withoutANameNoStreamIsRead() {
    fixture.trust = new Trust(Set.of(), Set.of());
    assertThat(recover(GENUINE).verdict())
        .isInstanceOfSatisfying(
            RecoveryStatus.Refused.class,
            it ->
                assertThat(it.detail())
                    .contains("--stream arn:aws:kinesis:us-east-1:123456789012:stream/orders"));
    assertThat(fixture.stream.calls()).isEmpty();
  }

  @Test
  void theRangeOfAWholeShardIsRefusedAfterAFewReads() {
    fixture.stream.put(Fixture.SHARD, 100_000);
    Recovery recovery = recover(GENUINE.replace("\"120\"", "\"" + "9".repeat(129) + "\""));
    assertThat(recovery.verdict()).isInstanceOf(RecoveryStatus.Refused.class);
    assertThat(recovery.records()).isEmpty();
  }

  @Test
  void anAlienIsMalformedAndNeverRead() {
    assertThat(LetterReader.read(Bytes.of(new byte[] {1, 2, 3})))
        .isInstanceOf(UnreadableMessage.class);
    assertThat(recover("\u0001").verdict()).isInstanceOf(RecoveryStatus.Malformed.class);
    assertThat(fixture.stream.calls()).isEmpty();
  }
}
