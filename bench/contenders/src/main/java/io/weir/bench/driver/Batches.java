package io.weir.bench.driver;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.Record;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Batches as Lambda hands them over, the same for every contender. */
public final class Batches {
  private static final String STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/events";
  private static final String SHARD = "shardId-000000000000";
  private static final Instant START = Instant.parse("2026-11-22T20:08:00Z");

  private Batches() {}

  /** Returns a batch of one kind whose records are numbered from the first on. */
  public static KinesisEvent of(Kind kind, int events, long first) {
    List<KinesisEventRecord> records = new ArrayList<>();
    for (long n = first; n < first + events; n++) {
      records.add(record(kind, n));
    }
    KinesisEvent event = new KinesisEvent();
    event.setRecords(records);
    return event;
  }

  private static KinesisEventRecord record(Kind kind, long n) {
    String sequenceNumber = sequenceNumber(n);
    Record kinesis = new Record();
    kinesis.setKinesisSchemaVersion("1.0");
    kinesis.setPartitionKey("device-" + n % 100);
    kinesis.setSequenceNumber(sequenceNumber);
    kinesis.setApproximateArrivalTimestamp(Date.from(START.plusMillis(n)));
    kinesis.setData(ByteBuffer.wrap(payload(kind, n).getBytes(StandardCharsets.UTF_8)));
    KinesisEventRecord record = new KinesisEventRecord();
    record.setEventSource("aws:kinesis");
    record.setEventID(SHARD + ":" + sequenceNumber);
    record.setEventSourceARN(STREAM);
    record.setKinesis(kinesis);
    return record;
  }

  /** Returns the sequence number of a record: 56 digits, as the service writes them. */
  public static String sequenceNumber(long n) {
    return "49%054d".formatted(n);
  }

  /** Returns a payload of about 365 bytes. */
  public static String payload(Kind kind, long n) {
    String event =
        """
        {"eventId":"e-%012d","timestamp":"%s","device":"device-%d","site":"Bergen, quay 4",\
        "firmware":"4.11.2","sequence":%d,"ok":true,"battery":0.87,"alarm":null,\
        "readings":[{"name":"temperature","value":21.%03d,"unit":"C"},\
        {"name":"humidity","value":48.%02d,"unit":"%%"}],\
        "location":{"lat":60.391263,"lon":5.322054},"tags":["north","outdoor"]}"""
            .formatted(n, START.plusMillis(n), n % 100, n, n % 1000, n % 100);
    return kind == Kind.EVENTS ? event : event.substring(0, event.length() - 1);
  }
}
