package io.weir.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A payload that is a JSON object.
 *
 * @param value one value of type M, its members in the payload's order
 * @param size what it weighs, in bytes as DynamoDB counts them
 * @param kept of the {@link #KEPT} members those that it has, with their text if they are strings
 */
record Document(DynamoDbJson value, int size, Map<String, Optional<String>> kept) {

  /** The names of the members that say something about the event. */
  static final Set<String> KEPT = Set.of(EventItem.EVENT_ID, EventItem.TIMESTAMP, OriginTag.NAME);

  /** Tells whether a member is there, one of {@link #KEPT}. */
  boolean has(String name) {
    return kept.containsKey(name);
  }

  /** Returns the text of a member, one of {@link #KEPT}; empty if it is no string or not there. */
  Optional<String> text(String name) {
    return kept.getOrDefault(name, Optional.empty());
  }
}
