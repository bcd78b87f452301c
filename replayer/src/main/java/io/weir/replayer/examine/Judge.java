package io.weir.replayer.examine;

import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import java.time.Instant;
import java.util.Optional;

/** Weir's own decoder, the one that the function runs, on records that were recovered. */
public final class Judge {

  private final EventDecoder decoder = new EventDecoder();

  /** Decodes a record as the function would. */
  public Decoded decode(RecoveredRecord record) {
    return decode(record, record.payload());
  }

  /** Decodes a payload as if the record had brought it. */
  public Decoded decode(RecoveredRecord record, Bytes payload) {
    Coordinates at = record.coordinates();
    return decoder.decode(
        new StreamRecord(
            new Origin(
                at.stream().name(),
                at.shardId(),
                at.sequenceNumber().toString(),
                record.arrivedAt()),
            record.partitionKey(),
            payload.buffer()));
  }

  /** Returns the event that a payload would become; nothing for one that is rejected. */
  public Optional<Event> event(RecoveredRecord record, Bytes payload) {
    return event(decode(record, payload));
  }

  /**
   * Returns the event that a payload would become, for a record that is known by its coordinates'
   * text alone.
   */
  public Optional<Event> event(
      String coordinates, String partitionKey, Instant arrivedAt, Bytes payload) {
    String[] at = coordinates.split("/", -1);
    return at.length != 3
        ? Optional.empty()
        : event(
            decoder.decode(
                new StreamRecord(
                    new Origin(at[0], at[1], at[2], arrivedAt), partitionKey, payload.buffer())));
  }

  private static Optional<Event> event(Decoded decoded) {
    return decoded instanceof Event event ? Optional.of(event) : Optional.empty();
  }
}
