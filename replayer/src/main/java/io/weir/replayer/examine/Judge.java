package io.weir.replayer.examine;

import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Weir's own decoder, the one that the function runs, on records that were recovered. */
public final class Judge {

  private final Decoder decoder;
  private final EventSettings.Identity identity;

  /** Judges as a function with these settings does. */
  public Judge(EventSettings settings) {
    this(new EventDecoder(settings), settings.identity());
  }

  /**
   * Judges by a decoder.
   *
   * @param identity what names an event for it
   */
  public Judge(Decoder decoder, EventSettings.Identity identity) {
    this.decoder = decoder;
    this.identity = identity;
  }

  /** Returns what names an event. */
  public EventSettings.Identity identity() {
    return identity;
  }

  /**
   * Takes a record apart, as the function does.
   *
   * @return its events in their order, each with its place, partition key and bytes; the record
   *     itself where it is one event, or cannot be taken apart
   */
  public List<RecoveredRecord> events(RecoveredRecord record) {
    List<Part> parts;
    try {
      parts = decoder.parts(streamRecord(record, record.payload()));
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(record); // which is undecided, when it is judged
    }
    if (parts.size() == 1 && parts.get(0).place().isEmpty()) {
      return List.of(record);
    }
    List<RecoveredRecord> events = new ArrayList<>(parts.size());
    for (Part part : parts) {
      events.add(
          new RecoveredRecord(
              record.coordinates().at(part.place()),
              part.record().partitionKey(),
              isPutAgain(part, record) ? tagged(part.record()) : Bytes.of(part.record().payload()),
              record.arrivedAt()));
    }
    return events;
  }

  /** Tells whether a part entered the stream as another record's. */
  private static boolean isPutAgain(Part part, RecoveredRecord record) {
    Origin origin = part.record().origin();
    return !origin.at("").eventId().equals(record.coordinates().ofRecord().toString());
  }

  /** Keeps the identity of what was put again as a part of something larger. */
  private static Bytes tagged(StreamRecord part) {
    ByteBuffer payload = part.payload();
    return Bytes.of(OriginTag.fits(payload) ? OriginTag.put(payload, part.origin()) : payload);
  }

  /**
   * Decodes a record, or one of a record's events, as the function would.
   *
   * @throws DecoderException if the decoder itself fails on this record
   */
  public Decoded decode(RecoveredRecord record) throws DecoderException {
    return decode(record, record.payload());
  }

  /**
   * Decodes a payload as if the record had brought it. What holds several events is rejected: they
   * have to be judged each by itself.
   *
   * @throws DecoderException if the decoder itself fails on it
   */
  public Decoded decode(RecoveredRecord record, Bytes payload) throws DecoderException {
    return decode(streamRecord(record, payload));
  }

  private static StreamRecord streamRecord(RecoveredRecord record, Bytes payload) {
    return new StreamRecord(origin(record), record.partitionKey(), payload.buffer());
  }

  /** Returns where a record, or one of a record's events, entered the stream, as far as it says. */
  public static Origin origin(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    return new Origin(
        at.stream().name(),
        at.shardId(),
        at.sequenceNumber().toString(),
        at.place(),
        record.arrivedAt());
  }

  private Decoded decode(StreamRecord record) throws DecoderException {
    try {
      return decoder.decode(record);
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
    int place = at[2].indexOf('#');
    int end = place < 0 ? at[2].length() : place;
    Origin origin =
        new Origin(at[0], at[1], at[2].substring(0, end), at[2].substring(end), arrivedAt);
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
