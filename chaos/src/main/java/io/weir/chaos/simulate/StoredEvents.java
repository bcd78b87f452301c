package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Which records are stored: what the table has, and had, under their identities.
 *
 * @param table the table of events
 * @param payloads knows what each payload says
 */
record StoredEvents(Table table, Payloads payloads) {

  /** Tells whether a record's event is in the table. */
  boolean isStored(AcceptedRecord known) {
    Map<String, JsonNode> item = table.items().get(known.identity());
    return item != null && isEventOf(known, item);
  }

  /** Tells whether an item is a record's event: the same document, under the same key. */
  boolean isEventOf(AcceptedRecord known, Map<String, JsonNode> item) {
    return known.spec().isEvent()
        && known.arrival().key().equals(Table.text(item, "partitionKey"))
        && payloads.document(Table.text(item, "contentHash")).equals(known.spec().document());
  }

  /** Tells whether the record's event was ever in the table. */
  boolean wasStored(AcceptedRecord known) {
    return table.history().ever(known.identity()).stream().anyMatch(it -> isEventOf(known, it));
  }

  /** Tells whether another event has the record's identity. */
  boolean isTaken(AcceptedRecord known) {
    return table.items().containsKey(known.identity()) && !isStored(known);
  }

  /** Tells whether another event ever had it. */
  boolean wasTaken(AcceptedRecord known) {
    return table.history().ever(known.identity()).stream().anyMatch(it -> !isEventOf(known, it));
  }
}
