package io.weir.event;

import io.weir.event.DocumentReader.Document;
import io.weir.event.Event.ContentHash;
import io.weir.event.OriginTag.JsonSpace;
import io.weir.event.OriginTag.Untagged;
import io.weir.event.Rejection.Reason;
import io.weir.event.Rejection.Unstorable;
import java.util.Optional;

/**
 * Decides what a record's payload is: an {@link Event} that DynamoDB will take as it is, or a
 * {@link Rejection}.
 *
 * <p>The verdict depends on the record alone, so every delivery of a record, and every redrive, is
 * judged alike. It costs one pass over the payload, whatever the payload holds. Decoders hold no
 * state and may be shared.
 */
public final class EventDecoder {

  /** Decodes one record. No payload makes it throw: what it throws is a fault of Weir. */
  public Decoded decode(StreamRecord record) {
    byte[] bytes = new byte[record.payload().remaining()];
    record.payload().duplicate().get(bytes);
    Untagged untagged = OriginTag.strip(bytes);
    try {
      return event(
          untagged.payload(), untagged.origin().orElse(record.origin()), record.partitionKey());
    } catch (Unstorable e) {
      return e.rejection();
    }
  }

  private static Event event(byte[] payload, Origin origin, String partitionKey) throws Unstorable {
    if (JsonSpace.end(payload, 0) == payload.length) {
      throw new Unstorable(Reason.EMPTY, payload.length + " bytes of nothing but white space");
    }
    if (KplAggregate.matches(payload)) {
      throw new Unstorable(Reason.KPL_AGGREGATE, "a KPL aggregate of " + payload.length + " bytes");
    }
    int around = EventItem.sizeAround(origin, partitionKey);
    Document document = DocumentReader.read(StrictUtf8.decode(payload), ItemSize.MAX_ITEM - around);
    if (document.has(OriginTag.NAME)) {
      throw new Unstorable(
          Reason.INVALID_ORIGIN, "a member " + OriginTag.NAME + " that is no origin tag");
    }
    String eventId = eventId(document).orElseGet(origin::eventId);
    int size = around + ItemSize.text(eventId) + document.size();
    if (size > ItemSize.MAX_ITEM) {
      throw new Unstorable(
          Reason.TOO_LARGE, "the item is past " + ItemSize.MAX_ITEM + " bytes with its eventId");
    }
    return new Event(
        eventId,
        document.text(EventItem.TIMESTAMP).flatMap(EventTime::parse).orElse(origin.arrivedAt()),
        document.value(),
        partitionKey,
        origin,
        ContentHash.of(payload),
        size);
  }

  private static Optional<String> eventId(Document document) throws Unstorable {
    Optional<String> eventId = document.text(EventItem.EVENT_ID);
    if (eventId.isEmpty() && document.has(EventItem.EVENT_ID)) {
      throw new Unstorable(Reason.INVALID_EVENT_ID, "eventId is no string");
    }
    int length = eventId.map(ItemSize::text).orElse(1);
    if (length == 0 || length > ItemSize.MAX_KEY) {
      throw new Unstorable(Reason.INVALID_EVENT_ID, "eventId is " + length + " bytes long");
    }
    return eventId;
  }
}
