package io.weir.handler.park;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Origin;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.event.StreamRecord;
import io.weir.handler.park.DeadLetterQueue.Invocation;
import io.weir.handler.park.DeadLetterQueue.Poison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The messages must equal the golden files: the replayer reads by those, and by no code of the
 * handler.
 */
class ParkedMessageTest {

  private static final Instant ARRIVED_AT = Instant.parse("2026-09-19T09:11:14.716Z");
  private static final Path GOLDEN = Path.of("../testdata/parked");

  @Test
  void tellsOfPoisonAsTheGoldenFileDoes() throws IOException {
    assertThat(
            body("100", "device-1", "poison".getBytes(UTF_8), Reason.NOT_JSON, "line 1, column 1"))
        .isEqualTo(golden("not-json"));
  }

  @Test
  void tellsOfAnEmptyRecordAsTheGoldenFileDoes() throws IOException {
    assertThat(body("100", "device-1", new byte[0], Reason.EMPTY, "no bytes"))
        .isEqualTo(golden("empty"));
  }

  @Test
  void escapesAllThatAQueueOrALogCouldTrip() throws IOException {
    String number = "49678482485914992647128486738923578324892400478077321218";
    String key = "kéy \"\n\uFFFF 🌊";
    byte[] bytes = {(byte) 0xC0, (byte) 0xAF, 0, (byte) 0xFF};

    assertThat(body(number, key, bytes, Reason.NOT_UTF8, "byte 0"))
        .isEqualTo(golden("binary-and-unicode-key"))
        .matches("[ -~]*");
  }

  @Test
  void tellsOfOneOfARecordsEventsAsTheGoldenFileDoes() throws IOException {
    Origin at = new Origin("EventStream", "shardId-000000000000", "100", "#3.14", ARRIVED_AT);
    StreamRecord record = new StreamRecord(at, "device-1", ByteBuffer.wrap("{}".getBytes(UTF_8)));

    assertThat(body(record, "order-7", new Rejection(Reason.CONFLICT, "other bytes")))
        .isEqualTo(golden("event-of-an-aggregate"));
  }

  private static String body(
      String sequenceNumber, String partitionKey, byte[] data, Reason reason, String detail) {
    Origin at = new Origin("EventStream", "shardId-000000000000", sequenceNumber, ARRIVED_AT);
    StreamRecord record = new StreamRecord(at, partitionKey, ByteBuffer.wrap(data));
    return body(record, "", new Rejection(reason, detail));
  }

  private static String body(StreamRecord record, String eventId, Rejection rejection) {
    Poison poison =
        new Poison(
            record,
            "arn:aws:kinesis:us-east-1:123456789012:stream/EventStream",
            eventId,
            rejection);
    Invocation by =
        new Invocation(
            "arn:aws:lambda:us-east-1:123456789012:function:weir:live",
            "8f507cfc-xmpl-4697-b07a-ac58fc914c95");
    return ParkedMessage.of(poison, by, Instant.parse("2026-09-19T09:11:15.123456Z")).body();
  }

  private static String golden(String name) throws IOException {
    return Files.readString(GOLDEN.resolve(name + ".json")).strip();
  }
}
