package io.weir.replayer.aws;

import io.weir.event.Event;
import io.weir.event.EventItem;
import io.weir.event.StoredEvent;
import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.recover.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The table of events, in DynamoDB. What a call leaves unprocessed is asked for again (DDB-54). */
public final class DynamoDbStoreLookup implements StoreLookup {

  private static final int MAX_KEYS = 100;
  private static final int MAX_ROUNDS = 10;
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  /** Whether there is such an event does not matter: the key's form alone is tried. */
  private static final String ANY_ID = "weir:probe";

  private final Supplier<DynamoDbClient> dynamoDb;
  private final String table;
  private final Pause pause;

  /** Reads a table with a client that is asked for when it is needed. */
  public DynamoDbStoreLookup(Supplier<DynamoDbClient> dynamoDb, String table, Pause pause) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.pause = pause;
  }

  /**
   * Tells whether the table has the form of Weir's: its key is {@code eventId}, a string. A table
   * of another form proves nothing. It reads one key, so it needs no permission of its own.
   *
   * @throws SdkException if the table cannot be asked
   */
  public boolean isOfEvents() {
    try {
      dynamoDb.get().batchGetItem(it -> it.requestItems(Map.of(table, asked(List.of(ANY_ID)))));
      return true;
    } catch (DynamoDbException e) {
      if (Failure.of(e).kind() == Failure.Kind.INVALID) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public List<Optional<Likeness>> look(List<Event> events) throws LookupException {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      places.computeIfAbsent(events.get(i).eventId(), id -> new ArrayList<>()).add(i);
    }
    List<Optional<Likeness>> found =
        new ArrayList<>(Collections.nCopies(events.size(), Optional.empty()));
    List<String> ids = List.copyOf(places.keySet());
    for (int from = 0; from < ids.size(); from += MAX_KEYS) {
      read(
          ids.subList(from, Math.min(from + MAX_KEYS, ids.size())),
          (id, stored) ->
              places
                  .getOrDefault(id, List.of())
                  .forEach(i -> found.set(i, Optional.of(stored.compare(events.get(i))))));
    }
    return found;
  }

  private void read(List<String> ids, BiConsumer<String, StoredEvent> result)
      throws LookupException {
    Map<String, KeysAndAttributes> asked = Map.of(table, asked(ids));
    Duration wait = FIRST_WAIT;
    try {
      for (int round = 1; !asked.isEmpty(); round++) {
        BatchGetItemResponse answer = call(asked);
        for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
          AttributeValue id = item.get(EventItem.EVENT_ID);
          if (id != null) {
            result.accept(id.s(), StoredEvent.of(item));
          }
        }
        asked = answer.unprocessedKeys();
        if (!asked.isEmpty()) {
          if (round == MAX_ROUNDS) {
            throw new LookupException(
                "the table is throttled: some keys stayed unprocessed", new SlowTable());
          }
          pause.pause(wait);
          wait = wait.multipliedBy(2);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LookupException("interrupted", e);
    }
  }

  private BatchGetItemResponse call(Map<String, KeysAndAttributes> asked) throws LookupException {
    try {
      return dynamoDb.get().batchGetItem(it -> it.requestItems(asked));
    } catch (SdkException e) {
      throw new LookupException(Failure.of(e).message(), e);
    }
  }

  private static KeysAndAttributes asked(List<String> ids) {
    return KeysAndAttributes.builder()
        .keys(ids.stream().map(id -> Map.of(EventItem.EVENT_ID, AttributeValue.fromS(id))).toList())
        .consistentRead(true)
        .projectionExpression("#id, #key, #hash, #data")
        .expressionAttributeNames(
            Map.of(
                "#id", EventItem.EVENT_ID,
                "#key", EventItem.PARTITION_KEY,
                "#hash", EventItem.CONTENT_HASH,
                "#data", EventItem.DATA))
        .build();
  }

  private static final class SlowTable extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
