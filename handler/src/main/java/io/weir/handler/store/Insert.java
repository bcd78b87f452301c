package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.event.EventItem;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/**
 * One event as a PartiQL statement, which stores it only if its key is free (DDB-51).
 *
 * @param statement the statement and its parameters
 * @param bytes about what it weighs in a request
 */
record Insert(BatchStatementRequest statement, long bytes) {

  private static final int AROUND_A_STATEMENT = 256;

  /** The most bytes in a request for one in the item: 1E37 takes three there, and 47 here. */
  private static final int WORST_BYTES_ON_THE_WIRE = 16;

  /** Up to this size, as many as one call takes are sent together whatever they are made of. */
  private static final int ALWAYS_FITS = 10 * 1024;

  /**
   * Writes the statement. All values are parameters: a payload never becomes a part of the text,
   * whose length is limited (DDB-52).
   */
  static Insert into(InsertText table, Event event, Instant storedAt) {
    Map<String, AttributeValue> item = EventItem.of(event, storedAt);
    String text = table.of(item.keySet());
    BatchStatementRequest statement =
        BatchStatementRequest.builder().statement(text).parameters(item.values()).build();
    return new Insert(statement, AROUND_A_STATEMENT + text.length() + wireSize(event, item));
  }

  /** Counting costs half as much as writing, and few events are large enough to need it. */
  private static long wireSize(Event event, Map<String, AttributeValue> item) {
    if (event.size() <= ALWAYS_FITS) {
      return (long) WORST_BYTES_ON_THE_WIRE * event.size();
    }
    long bytes = 0;
    for (AttributeValue value : item.values()) {
      bytes += WireSize.of(value);
    }
    return bytes;
  }
}
