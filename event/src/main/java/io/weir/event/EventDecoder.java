package io.weir.event;

import io.weir.event.DocumentReader.Document;
import io.weir.event.Event.ContentHash;
import io.weir.event.Event.Notes;
import io.weir.event.EventSettings.Identity.Scope;
import io.weir.event.OriginTag.JsonSpace;
import io.weir.event.Rejection.Reason;
import io.weir.event.Rejection.Unstorable;
import io.weir.event.Scalar.Text;
import io.weir.event.packing.KplAggregate;
import io.weir.event.packing.Packing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a record apart and decides what each part is: an {@link Event} that DynamoDB will take as
 * it is, or a {@link Rejection}.
 *
 * <p>The verdict depends on the record and the settings alone, so every delivery of a record, and
 * every redrive, is judged alike. It costs few passes over the payload, whatever the payload holds.
 * Decoders hold no state and may be shared.
 */
public final class EventDecoder implements Decoder {

  /** What a packed text can be taken for. */
  private static final Set<Reason> UNREADABLE = Set.of(Reason.NOT_UTF8, Reason.NOT_JSON);

  private final EventSettings settings;
  private final Unpacking unpacking;
  private final PointerSet pointers;

  /** Decodes by settings. */
  public EventDecoder(EventSettings settings) {
    this.settings = settings;
    this.unpacking = new Unpacking(settings.split());
    List<List<String>> all = new ArrayList<>(settings.identity().pointers());
    all.addAll(settings.time().pointers());
    this.pointers = PointerSet.of(all);
  }

  /** No payload makes it throw: what it throws is a fault of Weir. */
  @Override
  public List<Part> parts(StreamRecord record) {
    return unpacking.parts(record);
  }

  /** No payload makes it throw: what it throws is a fault of Weir. */
  @Override
  public Decoded judge(Part part) {
    if (part.refused().isPresent()) {
      return part.refused().get();
    }
    byte[] payload = new byte[part.record().payload().remaining()];
    part.record().payload().duplicate().get(payload);
    try {
      return event(payload, part.record().origin(), part.record().partitionKey());
    } catch (Unstorable e) {
      return named(e.rejection(), payload);
    }
  }

  private static Rejection named(Rejection rejection, byte[] payload) {
    return UNREADABLE.contains(rejection.reason())
        ? new Rejection(rejection.reason(), Packing.name(payload, rejection.detail()))
        : rejection;
  }

  private Event event(byte[] payload, Origin origin, String partitionKey) throws Unstorable {
    if (JsonSpace.end(payload, 0) == payload.length) {
      throw new Unstorable(Reason.EMPTY, payload.length + " bytes of nothing but white space");
    }
    if (KplAggregate.matches(payload)) {
      throw new Unstorable(Reason.KPL_AGGREGATE, "a KPL aggregate inside another packing");
    }
    int around = EventItem.sizeAround(origin, partitionKey);
    DocumentReader.Rules rules =
        new DocumentReader.Rules(pointers, settings.numbersAsText(), ItemSize.MAX_ITEM - around);
    Document document = DocumentReader.read(StrictUtf8.decode(payload), rules);
    if (document.tagged()) {
      throw new Unstorable(
          Reason.INVALID_ORIGIN, "a member " + OriginTag.NAME + " that is no origin tag");
    }
    String eventId =
        eventId(document).map(id -> scoped(id, partitionKey)).orElseGet(origin::eventId);
    int idSize = checkedSize(eventId);
    int size = around + idSize + document.size() + EventItem.sizeOfList(document.numbersAsText());
    if (size > ItemSize.MAX_ITEM) {
      throw new Unstorable(
          Reason.TOO_LARGE, "the item is past " + ItemSize.MAX_ITEM + " bytes with its eventId");
    }
    Optional<Scalar> time = time(document);
    Optional<Instant> timestamp =
        time.flatMap(value -> EventTime.read(value, settings.time().zone()));
    return new Event(
        eventId,
        timestamp.orElse(origin.arrivedAt()),
        document.value(),
        partitionKey,
        origin,
        ContentHash.of(payload),
        size,
        notes(document, time.isPresent() && timestamp.isEmpty()));
  }

  private Notes notes(Document document, boolean timestampIgnored) {
    boolean anyKey = settings.identity().scope() == Scope.ANY_KEY;
    return timestampIgnored || anyKey || !document.numbersAsText().isEmpty()
        ? new Notes(timestampIgnored, anyKey, document.numbersAsText())
        : Notes.NONE;
  }

  /** The first pointer that leads to something decides. */
  private Optional<String> eventId(Document document) throws Unstorable {
    Optional<Scalar> value = document.at(settings.identity().pointers()).findFirst();
    return value.isPresent() ? Optional.of(eventId(value.get())) : Optional.empty();
  }

  private static String eventId(Scalar value) throws Unstorable {
    if (value instanceof Text text) {
      if (text.text().isEmpty()) {
        throw new Unstorable(Reason.INVALID_EVENT_ID, "the identity is empty");
      }
      return text.text();
    }
    if (value instanceof Scalar.Numeral number && number.integer()) {
      return number.literal().equals("-0") ? "0" : number.literal();
    }
    throw new Unstorable(
        Reason.INVALID_EVENT_ID, "the identity is neither a string nor an integer");
  }

  /** The key's part ends at the first slash, since none inside it is left (decision 21). */
  private String scoped(String eventId, String partitionKey) {
    return settings.identity().scope() == Scope.PARTITION_KEY
        ? partitionKey.replace("%", "%25").replace("/", "%2F") + "/" + eventId
        : eventId;
  }

  private static int checkedSize(String eventId) throws Unstorable {
    int size = ItemSize.text(eventId);
    if (size > ItemSize.MAX_KEY) {
      throw new Unstorable(Reason.INVALID_EVENT_ID, "the identity is " + size + " bytes long");
    }
    return size;
  }

  private Optional<Scalar> time(Document document) {
    return document
        .at(settings.time().pointers())
        .filter(value -> !(value instanceof Scalar.Null))
        .findFirst();
  }
}
