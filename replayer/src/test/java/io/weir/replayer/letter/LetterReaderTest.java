package io.weir.replayer.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.UnreadableMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message is, by the golden files. */
class LetterReaderTest {

  private static final String NUMBER = "49678482485914992647128486738923578324892400478077321218";

  private static Pointer pointer(String name) {
    return (Pointer) LetterReader.read(Golden.pointer(name));
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatLambdaWritesForReportedRecords() {
    Pointer pointer = pointer("items-reported");
    assertThat(pointer.requestId()).contains("99fdb8a9-ebfe-401c-8f28-fc002132a6c9");
    assertThat(pointer.functionArn())
        .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:ingest:live");
    assertThat(pointer.condition()).isEqualTo("RetryAttemptsExhausted");
    assertThat(pointer.invokeCount()).isEqualTo(1);
    assertThat(pointer.response().orElseThrow().functionError()).isEmpty();
    assertThat(pointer.timestamp()).isEqualTo(Instant.parse("2026-09-19T09:11:52.059Z"));
    assertThat(pointer.payload()).isEmpty();
    BatchRange range = pointer.range();
    assertThat(range.stream()).hasToString("arn:aws:kinesis:us-east-1:123456789012:stream/orders");
    assertThat(range.consumerArn()).isEmpty();
    assertThat(range.shardId()).isEqualTo("shardId-000000000000");
    assertThat(range.start()).hasToString(NUMBER).isEqualTo(range.end());
    assertThat(range.batchSize()).isEqualTo(1);
    assertThat(range.firstArrival()).isEqualTo(Instant.parse("2026-09-19T09:11:14.716Z"));
  }

  @Test
  void tellsAnExceptionFromReportedRecords() {
    assertThat(pointer("function-threw").response().orElseThrow().functionError())
        .contains("Unhandled");
  }

  @ParameterizedTest
  @CsvSource({"record-too-old,RecordAgeExceeded", "record-too-large,RetryAttemptsExhausted"})
  void aFunctionThatWasNeverCalledHasNotAnswered(String name, String condition) {
    assertThat(pointer(name).response()).isEmpty();
    assertThat(pointer(name).condition()).isEqualTo(condition);
  }

  @Test
  void aConsumersArnIsReadAsItsStream() {
    BatchRange range = pointer("consumer").range();
    assertThat(range.stream()).hasToString("arn:aws:kinesis:us-east-1:123456789012:stream/orders");
    assertThat(range.consumerArn().orElseThrow()).endsWith("/consumer/weir:1789809000");
  }

  @Test
  void toleratesWhatAwsMayAddOneDay() {
    Pointer pointer = pointer("unknown-condition-and-members");
    assertThat(pointer.condition()).isEqualTo("SomethingNew");
    assertThat(pointer.timestamp()).isEqualTo(Instant.parse("2026-09-19T09:11:52Z"));
  }

  @Test
  void looksThroughTheWrapperOfSns() {
    assertThat(pointer("wrapped-by-sns")).isEqualTo(pointer("items-reported"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3-object", "s3-object-with-payload-as-object"})
  void readsTheRecordsOfAnS3Object(String name) {
    RecoveredRecord record = pointer(name).payload().orElseThrow().get(0);
    assertThat(record.coordinates().sequenceNumber()).hasToString(NUMBER);
    assertThat(record.coordinates().shardId()).isEqualTo("shardId-000000000000");
    assertThat(record.partitionKey()).isEqualTo("owned-key");
    assertThat(record.arrivedAt()).isEqualTo(Instant.parse("2026-09-19T09:11:14.716Z"));
    assertThat(new String(record.payload().toArray(), StandardCharsets.UTF_8))
        .isEqualTo("{\"phase\": \"standard_destination\", \"ordinal\": 1, \"bad\": true}");
  }

  @Test
  void bytesThatAreNoTextSurviveAnS3Object() {
    assertThat(pointer("s3-object-of-two").payload().orElseThrow().get(1).payload().toArray())
        .containsExactly(0, 1, 0xFF, 0xFE)
        .hasSize(4);
  }

  @Test
  void aCarriedRecordFromElsewhereBreaksThePointer() {
    String forged =
        new String(Golden.pointer("s3-object").toArray(), StandardCharsets.UTF_8)
            .replace("stream/orders\\\"}]}", "stream/payments\\\"}]}");
    assertThat(LetterReader.read(text(forged)))
        .isEqualTo(
            new UnreadableMessage(
                Kind.BROKEN_POINTER,
                "payload.Records[0].eventID is outside of the pointer's range"));
  }

  @Test
  void readsOurOwnParkedRecords() {
    ParkedRecord parked = (ParkedRecord) LetterReader.read(Golden.parked("binary-and-unicode-key"));
    assertThat(parked.reason()).isEqualTo("NOT_UTF8");
    assertThat(parked.detail()).isEqualTo("byte 0");
    assertThat(parked.record().partitionKey()).isEqualTo("kéy \"\n\uFFFF \uD83C\uDF0A");
    assertThat(parked.record().payload())
        .isEqualTo(Bytes.of(new byte[] {(byte) 0xC0, (byte) 0xAF, 0, (byte) 0xFF}));
    assertThat(parked.functionArn())
        .contains("arn:aws:lambda:us-east-1:123456789012:function:weir:live");
  }

  @Test
  void aParkedRecordMayHaveNoBytes() {
    ParkedRecord parked = (ParkedRecord) LetterReader.read(Golden.parked("empty"));
    assertThat(parked.record().payload().size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY",
        "'  '|EMPTY",
        "hello|NOT_JSON",
        "[1]|NOT_JSON",
        "{\"a\":1}|UNKNOWN_SHAPE",
        "{\"a\":1} x|NOT_JSON",
        "{\"KinesisBatchInfo\":{}}|BROKEN_POINTER",
        "{\"KinesisBatchInfo\":{},\"KinesisBatchInfo\":{}}|NOT_JSON",
        "{\"weir\":\"parked-record\",\"version\":1}|BROKEN_PARKED_RECORD",
        "{\"weir\":\"parked-record\",\"version\":2}|BROKEN_PARKED_RECORD",
        "{\"weir\":\"parked-record\",\"version\":3}|UNKNOWN_SHAPE",
        "{\"weir\":\"exported-letter\",\"version\":1}|BROKEN_EXPORT",
        "{\"weir\":\"something\"}|UNKNOWN_SHAPE",
        "{\"DDBStreamBatchInfo\":{}}|OTHER_SOURCE",
        "{\"requestContext\":{},\"requestPayload\":{}}|OTHER_SOURCE",
        "{\"Records\":[{\"s3\":{}}]}|OTHER_SOURCE",
        "{\"Type\":\"Notification\",\"Message\":\"hello\"}|NOT_JSON",
        "{\"Type\":\"Notification\",\"Message\":\"{\\\"Type\\\":\\\"Notification\\\",\\\"Message\\\":\\\"\\\"}\"}|UNKNOWN_SHAPE"
      })
  void whatIsNotUnderstoodIsAnAlienWithAReason(String body, Kind kind) {
    assertThat(LetterReader.read(text(body)))
        .isInstanceOfSatisfying(
            UnreadableMessage.class, alien -> assertThat(alien.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"batchSize\":1|\"batchSize\":0|KinesisBatchInfo.batchSize",
        "\"batchSize\":1|\"batchSize\":1.5|KinesisBatchInfo.batchSize",
        "\"batchSize\":1|\"batchSize\":1e99|KinesisBatchInfo.batchSize",
        "\"batchSize\":1|\"batchSize\":\"1\"|KinesisBatchInfo.batchSize",
        "shardId-000000000000|../../etc|KinesisBatchInfo.shardId",
        "\"endSequenceNumber\":\"49|\"endSequenceNumber\":\"-49|endSequenceNumber",
        "\"endSequenceNumber\":\"49|\"endSequenceNumber\":\"048|endSequenceNumber",
        "\"endSequenceNumber\":\"49|\"endSequenceNumber\":\"4|ends before it starts",
        ":kinesis:us-east-1|:dynamodb:us-east-1|KinesisBatchInfo.streamArn",
        ":stream/orders|:stream/orders/../x|KinesisBatchInfo.streamArn",
        ":function:ingest|:layer:ingest|requestContext.functionArn",
        "2026-09-19T09:11:52.059Z|yesterday|timestamp"
      })
  void aPointerThatMakesNoSenseSaysWhere(String good, String bad, String where) {
    String broken =
        new String(Golden.pointer("items-reported").toArray(), StandardCharsets.UTF_8)
            .replace(good, bad);
    assertThat(LetterReader.read(text(broken)))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            alien -> {
              assertThat(alien.kind()).isEqualTo(Kind.BROKEN_POINTER);
              assertThat(alien.detail()).contains(where);
            });
  }
}
