package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.Discard.Condition;
import io.weir.local.mapping.engine.Discard.Response;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What goes over the wire, against what was captured from AWS: {@code testdata/}. */
class WireFormTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String SHARD = "shardId-000000000000";
  private static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/orders";
  private static final StreamIdentity STREAM =
      new StreamIdentity(STREAM_ARN, "us-east-1", "arn:aws:iam::123456789012:role/ingest-role");
  private static final UUID REQUEST = UUID.fromString("99fdb8a9-ebfe-401c-8f28-fc002132a6c9");
  private static final Instant DISCARDED_AT = Instant.parse("2026-09-19T09:11:52.059123456Z");
  private static final ShardRecord RECORD =
      new ShardRecord(
          "49678482485914992647128486738923578324892400478077321218",
          "owned-key",
          ByteBuffer.wrap(
              "{\"phase\": \"standard_destination\", \"ordinal\": 1, \"bad\": true}"
                  .getBytes(StandardCharsets.UTF_8)),
          Instant.parse("2026-09-19T09:11:14.716Z"));

  @Test
  void aPointerForReportedItemsIsAsCaptured() throws IOException { // ESM-22, ESM-26
    assertThat(pointer(Condition.RETRY_ATTEMPTS_EXHAUSTED, 1, Optional.of(Response.ITEMS_FAILED)))
        .isEqualTo(golden("pointers/items-reported.json"));
  }

  @Test
  void aPointerAfterAnExceptionNamesTheFunctionError() throws IOException { // ESM-22
    assertThat(pointer(Condition.RETRY_ATTEMPTS_EXHAUSTED, 2, Optional.of(Response.UNHANDLED)))
        .isEqualTo(golden("pointers/function-threw.json"));
  }

  @Test
  void aPointerForAnOldRecordHasNoResponse() throws IOException { // ESM-21, ESM-22
    assertThat(pointer(Condition.RECORD_AGE_EXCEEDED, 1, Optional.empty()))
        .isEqualTo(golden("pointers/record-too-old.json"));
  }

  @Test
  void anEventIsAsCaptured() throws IOException { // ESM-9
    byte[] event = new InvocationEvent(STREAM).of(SHARD, List.of(RECORD));

    assertThat(new String(event, StandardCharsets.UTF_8))
        .isEqualTo(golden("invocations/one-record.json"));
  }

  @Test
  void aBucketReceivesTheEventAsAString() throws IOException { // ESM-29
    Discard discard =
        new Discard(List.of(RECORD), Condition.RECORD_AGE_EXCEEDED, REQUEST, 1, Optional.empty());
    Pointer pointer = new Pointer(discard, SHARD, STREAM, new NamedTarget(), DISCARDED_AT);

    String event = golden("invocations/one-record.json");
    assertThat(pointer.withPayload())
        .isEqualTo(
            pointer.text().replaceAll("}$", "")
                + ",\"payload\":\""
                + event.replace("\"", "\\\"")
                + "\"}");
  }

  @Test
  void theEstimateOfARecordsShareIsNeverTooSmall() { // ESM-5
    InvocationEvent events =
        new InvocationEvent(new StreamIdentity(STREAM_ARN, "us-east-1", "arn:aws:iam::1:role/r"));
    String escaped = "\u0001".repeat(256);
    for (int size = 0; size < 100; size++) {
      ShardRecord record =
          new ShardRecord("9".repeat(129), escaped, ByteBuffer.allocate(size), DISCARDED_AT);

      assertThat(events.encodedSize(record))
          .isGreaterThanOrEqualTo(events.of(SHARD, List.of(record)).length - 14);
    }
  }

  private static String pointer(Condition condition, int count, Optional<Response> response) {
    Discard discard = new Discard(List.of(RECORD), condition, REQUEST, count, response);
    return new Pointer(discard, SHARD, STREAM, new NamedTarget(), DISCARDED_AT).text();
  }

  private static String golden(String name) throws IOException {
    return Files.readString(TESTDATA.resolve(name)).strip();
  }

  /** A function that is named in messages and never called. */
  private static final class NamedTarget implements Target {

    @Override
    public String functionArn() {
      return "arn:aws:lambda:us-east-1:123456789012:function:ingest:live";
    }

    @Override
    public String executedVersion() {
      return "1";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      throw new AssertionError("called");
    }
  }
}
