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
import java.util.function.Function;

/** Weir's own decoder, the one that the function runs, on records that were recovered. */
public final class Judge {

  private final Function<StreamRecord, Decoded> decoder;

  /** Judges as the function does. */
  public Judge() {
    this(new EventDecoder()::decode);
  }

  /** Judges by a decoder. */
  public Judge(Function<StreamRecord, Decoded> decoder) {
    this.decoder = decoder;
  }

  /**
   * Decodes a record as the function would.
   *
   * @throws DecoderException if the decoder itself fails on this record
   */
  public Decoded decode(RecoveredRecord record) throws DecoderException {
    return decode(record, record.payload());
  }

  /**
   * Decodes a payload as if the record had brought it.
   *
   * @throws DecoderException if the decoder itself fails on it
   */
  public Decoded decode(RecoveredRecord record, Bytes payload) throws DecoderException {
    Coordinates at = record.coordinates();
    return decode(
        new StreamRecord(
            new Origin(
                at.stream().name(),
                at.shardId(),
                at.sequenceNumber().toString(),
                record.arrivedAt()),
            record.partitionKey(),
            payload.buffer()));
  }

  private Decoded decode(StreamRecord record) throws DecoderException {
    try {
      return decoder.apply(record);
    } catch (RuntimeException | StackOverflowError e) {
      throw new DecoderException(e);
    }
  }

  /**
   * Returns the event that a payload would become; nothing for one that is rejected, or that the
   * decoder fails on.
   */
  public Optional<Event> event(RecoveredRecord record, Bytes payload) {
    try {
      return event(decode(record, payload));
    } catch (DecoderException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the event that a payload would become, for a record that is known by its coordinates'
   * text alone.
   */
  public Optional<Event> event(
      String coordinates, String partitionKey, Instant arrivedAt, Bytes payload) {
    String[] at = coordinates.split("/", -1);
    if (at.length != 3) {
      return Optional.empty();
    }
    Origin origin = new Origin(at[0], at[1], at[2], arrivedAt);
    try {
      return event(decode(new StreamRecord(origin, partitionKey, payload.buffer())));
    } catch (DecoderException e) {
      return Optional.empty();
    }
  }

  private static Optional<Event> event(Decoded decoded) {
    return decoded instanceof Event event ? Optional.of(event) : Optional.empty();
  }

  /**
   * The decoder itself failed on a record. No payload should make it: it is a fault of Weir's, and
   * says nothing about the record.
   */
  public static final class DecoderException extends Exception {

    private static final long serialVersionUID = 1L;

    DecoderException(Throwable cause) {
      super("the decoder failed on it, please report this: " + cause.getClass().getName(), cause);
    }
  }
}
