package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.DynamoDbJson;
import io.weir.event.Event;
import io.weir.event.Origin;
import io.weir.event.Part;
import io.weir.event.Rejection;
import io.weir.event.StreamRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Batches for tests. A payload reads {@code id=content}; {@code poison...} is rejected, and on
 * {@code bug...} the decoder throws. Of {@code a=1&b=2} each part is an event; on {@code broken...}
 * taking it apart throws.
 */
public final class Batches {

  static final String STREAM_ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/EventStream";

  private static final String SHARD = "shardId-000000000000";

  private Batches() {}

  /** Returns a batch of records with the sequence numbers 100, 101 and so on. */
  public static KinesisEvent of(String... payloads) {
    List<KinesisEventRecord> records = new ArrayList<>();
    for (String payload : payloads) {
      records.add(record(Integer.toString(100 + records.size()), payload.getBytes(UTF_8)));
    }
    return of(records);
  }

  static KinesisEvent of(List<KinesisEventRecord> records) {
    KinesisEvent event = new KinesisEvent();
    event.setRecords(records);
    return event;
  }

  static KinesisEventRecord record(String sequenceNumber, byte[] payload) {
    KinesisEvent.Record kinesis = new KinesisEvent.Record();
    kinesis.setSequenceNumber(sequenceNumber);
    kinesis.setPartitionKey("device-1");
    kinesis.setData(ByteBuffer.wrap(payload));
    kinesis.setApproximateArrivalTimestamp(Date.from(Instant.parse("2026-09-19T09:11:14.716Z")));
    KinesisEventRecord record = new KinesisEventRecord();
    record.setKinesis(kinesis);
    record.setEventID(SHARD + ":" + sequenceNumber);
    record.setEventSourceARN(STREAM_ARN);
    return record;
  }

  /** Returns a record of another partition key. */
  static KinesisEventRecord record(String sequenceNumber, String payload, String partitionKey) {
    KinesisEventRecord record = record(sequenceNumber, payload.getBytes(UTF_8));
    record.getKinesis().setPartitionKey(partitionKey);
    return record;
  }

  /** Reads payloads as above. */
  static final Decoder DECODER =
      new Decoder() {
        @Override
        public List<Part> parts(StreamRecord record) {
          String[] payloads = UTF_8.decode(record.payload().duplicate()).toString().split("&", -1);
          if (payloads[0].startsWith("broken")) {
            throw new IllegalStateException("a bug in the decoder");
          }
          if (payloads.length == 1) {
            return List.of(new Part("", record, Optional.empty()));
          }
          List<Part> parts = new ArrayList<>();
          Origin at = record.origin();
          for (String payload : payloads) {
            Origin origin =
                new Origin(
                    at.stream(),
                    at.shardId(),
                    at.sequenceNumber(),
                    "#" + parts.size(),
                    at.arrivedAt());
            parts.add(
                new Part(
                    origin.place(),
                    new StreamRecord(
                        origin, "key-" + parts.size(), ByteBuffer.wrap(payload.getBytes(UTF_8))),
                    Optional.empty()));
          }
          return parts;
        }

        @Override
        public Decoded judge(Part part) {
          return judged(part.record());
        }
      };

  private static Decoded judged(StreamRecord record) {
    String payload = UTF_8.decode(record.payload().duplicate()).toString();
    if (payload.startsWith("poison")) {
      return new Rejection(Rejection.Reason.NOT_JSON, "line 1, column 1");
    }
    if (payload.startsWith("bug")) {
      throw new IllegalStateException("a bug in the decoder");
    }
    if (payload.startsWith("deep")) {
      throw new StackOverflowError();
    }
    int end = payload.indexOf('=');
    String content = payload.substring(end + 1);
    return event(
        end < 0 ? record.origin().eventId() : payload.substring(0, end),
        content,
        record.partitionKey());
  }

  /** Returns an event of {@code device-1}. */
  public static Event event(String eventId, String content) {
    return event(eventId, content, "device-1");
  }

  /** Returns an event. Blanks in its content are other bytes, and not another document. */
  static Event event(String eventId, String content, String partitionKey) {
    return new Event(
        eventId,
        Instant.parse("2026-09-19T09:11:14Z"),
        DynamoDbJson.map(Map.of("content", DynamoDbJson.string(content.strip()))),
        partitionKey,
        new Origin("EventStream", SHARD, "100", Instant.EPOCH),
        "%064x".formatted(new BigInteger(1, ("#" + content).getBytes(UTF_8))),
        content.length(),
        Event.Notes.NONE);
  }

  /** Returns the reported sequence numbers. */
  public static List<String> failed(StreamsEventResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }
}
