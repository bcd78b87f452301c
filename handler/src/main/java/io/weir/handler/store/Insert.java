package io.weir.handler.store;

import io.weir.event.DynamoDbJson;
import io.weir.event.Event;
import io.weir.event.EventItem;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * One event as a PartiQL statement, which stores it only if its key is free (DDB-51), in the JSON
 * of DynamoDB's protocol.
 */
final class Insert {

  private final byte[] head;
  private final Collection<DynamoDbJson> parameters;
  private final int length;

  private Insert(byte[] head, Collection<DynamoDbJson> parameters) {
    this.head = head;
    this.parameters = parameters;
    int length = head.length + "]}".length();
    for (DynamoDbJson parameter : parameters) {
      length += parameter.length();
    }
    this.length = length + parameters.size() - 1;
  }

  /**
   * Writes the statement. All values are parameters: a payload never becomes a part of the text,
   * whose length is limited (DDB-52).
   */
  static Insert into(InsertText table, Event event, Instant storedAt) {
    Map<String, DynamoDbJson> item = EventItem.of(event, storedAt);
    return new Insert(table.head(item.keySet()), item.values());
  }

  /** Returns how many bytes it takes in a request. */
  int length() {
    return length;
  }

  /** Copies it to a place in an array, and returns the place behind it. */
  int copyTo(byte[] array, int place) {
    System.arraycopy(head, 0, array, place, head.length);
    int at = place + head.length;
    for (DynamoDbJson parameter : parameters) {
      at = parameter.copyTo(array, at);
      array[at++] = ',';
    }
    array[at - 1] = ']';
    array[at++] = '}';
    return at;
  }
}
