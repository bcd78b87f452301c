package io.weir.handler;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.Record;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A record as Lambda hands it over, with its coordinates taken apart.
 *
 * @param record the record, with its own coordinates
 * @param streamArn the stream, also where the mapping reads through one of its consumers
 */
record Delivery(StreamRecord record, String streamArn) {

  private static final String STREAM = ":stream/";

  /** Reads coordinates (ESM-41), and throws for what no mapping hands over. */
  static Delivery of(KinesisEventRecord given) {
    Record kinesis = given.getKinesis();
    String sequenceNumber = sequenceNumber(given);
    String eventId = orEmpty(given.getEventID());
    int end = eventId.indexOf(':');
    if (end < 1 || !eventId.substring(end + 1).equals(sequenceNumber)) {
      throw new StrangeEventException("an eventID that is not <shard>:<sequence number>");
    }
    String streamArn = streamArn(orEmpty(given.getEventSourceARN()));
    String stream = streamArn.substring(streamArn.indexOf(STREAM) + STREAM.length());
    ByteBuffer data = kinesis.getData();
    Origin origin = new Origin(stream, eventId.substring(0, end), sequenceNumber, arrival(kinesis));
    return new Delivery(
        new StreamRecord(
            origin,
            orEmpty(kinesis.getPartitionKey()),
            data == null ? ByteBuffer.allocate(0) : data),
        streamArn);
  }

  /** Returns the number by which a record is reported, and throws if there is none. */
  static String sequenceNumber(KinesisEventRecord given) {
    String number = given.getKinesis() == null ? null : given.getKinesis().getSequenceNumber();
    if (number == null || number.isEmpty()) {
      throw StrangeEventException.ofEvent("a record without a sequence number");
    }
    return number;
  }

  /** A mapping that reads through a consumer names the consumer, behind the stream (ESM-42). */
  private static String streamArn(String source) {
    int name = source.indexOf(STREAM);
    if (name < 0) {
      throw new StrangeEventException("an eventSourceARN that names no stream");
    }
    int end = source.indexOf('/', name + STREAM.length());
    return end < 0 ? source : source.substring(0, end);
  }

  /** The event library makes null of the epoch (ESM-43). */
  private static Instant arrival(Record kinesis) {
    return kinesis.getApproximateArrivalTimestamp() == null
        ? Instant.EPOCH
        : kinesis.getApproximateArrivalTimestamp().toInstant();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
