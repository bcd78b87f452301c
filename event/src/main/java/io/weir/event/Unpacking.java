package io.weir.event;

import io.weir.event.EventSettings.Split;
import io.weir.event.OriginTag.Untagged;
import io.weir.event.Rejection.Reason;
import io.weir.event.packing.Compression;
import io.weir.event.packing.JsonValues;
import io.weir.event.packing.JsonValues.Slice;
import io.weir.event.packing.KplAggregate;
import io.weir.event.packing.KplAggregate.UserRecord;
import io.weir.event.packing.Packing;
import io.weir.event.packing.PackingException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a record apart: undoes what is a transport's packing and unmistakable, and splits what is
 * left as the settings say. Bounded in time and memory, whatever the record holds.
 */
record Unpacking(Split split) {

  /** How many events a record may hold. */
  static final int MOST_EVENTS = 10_000;

  /** How many bytes compressed ones may become. */
  static final int MOST_INFLATED = 10 << 20;

  /**
   * Returns the parts of a record in their order, at least one. A record that is one event, or that
   * cannot be unpacked, is one part without a place.
   */
  List<Part> parts(StreamRecord record) {
    byte[] bytes = bytesOf(record.payload());
    Untagged untagged = OriginTag.strip(bytes);
    Origin origin = untagged.origin().orElse(record.origin());
    StreamRecord original =
        new StreamRecord(origin, record.partitionKey(), ByteBuffer.wrap(untagged.payload()));
    if (!origin.place().isEmpty()) {
      // What was one of a record's events is not unpacked again: its place would be another.
      return List.of(new Part("", original, Optional.empty()));
    }
    try {
      return KplAggregate.matches(untagged.payload())
          ? ofAggregate(original, untagged.payload())
          : split(original, untagged.payload(), "", "#");
    } catch (PackingException e) {
      return List.of(refused("", original, e));
    }
  }

  private List<Part> ofAggregate(StreamRecord record, byte[] payload) throws PackingException {
    List<Part> parts = new ArrayList<>();
    int number = 0;
    for (UserRecord user : KplAggregate.read(payload, MOST_EVENTS)) {
      String place = "#" + number++;
      Untagged untagged = OriginTag.strip(user.data());
      StreamRecord one =
          new StreamRecord(
              untagged.origin().orElse(record.origin().at(place)),
              user.partitionKey(),
              ByteBuffer.wrap(untagged.payload()));
      try {
        parts.addAll(
            untagged.origin().isPresent()
                ? List.of(new Part(place, one, Optional.empty()))
                : split(one, untagged.payload(), place, place + "."));
      } catch (PackingException e) {
        parts.add(refused(place, one, e));
      }
      if (parts.size() > MOST_EVENTS) {
        throw tooMany();
      }
    }
    return parts;
  }

  /**
   * Splits the bytes of a record, or of a user record.
   *
   * @param place of the whole
   * @param prefix of the parts' places
   */
  private List<Part> split(StreamRecord record, byte[] packed, String place, String prefix)
      throws PackingException {
    byte[] bytes =
        Compression.matches(packed) ? Compression.inflate(packed, MOST_INFLATED) : packed;
    StreamRecord whole = with(record, record.origin(), ByteBuffer.wrap(bytes));
    if (OriginTag.JsonSpace.end(bytes, 0) == bytes.length) {
      return List.of(new Part(place, whole, Optional.empty()));
    }
    List<Slice> slices =
        switch (split.form()) {
          case ONE -> List.of();
          case LINES -> JsonValues.lines(bytes, MOST_EVENTS);
          case LIST ->
              isObject(bytes) && split.path().isEmpty()
                  ? List.of()
                  : JsonValues.elements(bytes, split.path(), MOST_EVENTS);
        };
    if (slices.isEmpty() || (slices.size() == 1 && split.form() == Split.Form.LINES)) {
      return List.of(new Part(place, whole, Optional.empty()));
    }
    List<Part> parts = new ArrayList<>(slices.size());
    for (Slice slice : slices) {
      String at = prefix + parts.size();
      ByteBuffer event = ByteBuffer.wrap(bytes, slice.start(), slice.end() - slice.start());
      parts.add(new Part(at, with(record, record.origin().at(at), event), Optional.empty()));
    }
    return parts;
  }

  /** An object alone is an event, also where lists are usual. */
  private static boolean isObject(byte[] bytes) {
    int start = OriginTag.JsonSpace.end(bytes, 0);
    return start < bytes.length && bytes[start] == '{';
  }

  private static StreamRecord with(StreamRecord record, Origin origin, ByteBuffer payload) {
    return new StreamRecord(origin, record.partitionKey(), payload);
  }

  private static PackingException tooMany() {
    return new PackingException(
        PackingException.Fault.TOO_MANY, "more than " + MOST_EVENTS + " events");
  }

  private static Part refused(String place, StreamRecord record, PackingException e) {
    Reason reason =
        switch (e.fault()) {
          case CORRUPT -> Reason.CORRUPT_PACKING;
          case TOO_LARGE -> Reason.INFLATES_TOO_LARGE;
          case TOO_MANY -> Reason.TOO_MANY_EVENTS;
          case NO_LIST -> Reason.NO_EVENT_LIST;
          case EMPTY -> Reason.EMPTY;
        };
    String detail = String.valueOf(e.getMessage());
    return new Part(
        place,
        record,
        Optional.of(
            new Rejection(
                reason,
                reason == Reason.NO_EVENT_LIST
                    ? Packing.name(bytesOf(record.payload()), detail)
                    : detail)));
  }

  private static byte[] bytesOf(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }
}
