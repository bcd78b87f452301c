package io.weir.handler.store;

import io.weir.event.EventItem;
import io.weir.event.StoredEvent;
import io.weir.handler.call.BatchApi;
import io.weir.handler.call.BatchApi.Reply;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.store.StoredItems.Found.Item;
import io.weir.handler.store.StoredItems.Found.Nothing;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads stored events through {@code BatchGetItem}, consistently: what refused the insert a moment
 * ago must be seen.
 */
record StoredItems(DynamoDbClient client, String table) {

  /** The most keys of one call (DDB-54). */
  static final int MOST_KEYS = 100;

  private static final AttributeValue NO_KEY = AttributeValue.fromS("");

  /** Reads some of the attributes of each key's item. Throws what the client throws. */
  Map<String, Reply<Found>> read(List<String> keys, List<String> attributes, Duration timeout) {
    Map<String, String> names = new LinkedHashMap<>();
    attributes.forEach(attribute -> names.put("#" + attribute, attribute));
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(StoredItems::key).toList())
            .consistentRead(true)
            .projectionExpression(String.join(", ", names.keySet()))
            .expressionAttributeNames(names)
            .build();
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(table, wanted))
            .overrideConfiguration(call -> call.apiCallTimeout(timeout))
            .build();
    return replies(keys, client.batchGetItem(request));
  }

  private Map<String, Reply<Found>> replies(List<String> keys, BatchGetItemResponse response) {
    Map<String, Reply<Found>> replies = new HashMap<>();
    for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
      replies.put(id(item), Reply.settled(new Item(StoredEvent.of(item))));
    }
    Set<String> unprocessed = unprocessed(response);
    for (String key : keys) {
      replies.putIfAbsent(
          key,
          unprocessed.contains(key)
              ? Reply.again("UnprocessedKeys")
              : Reply.settled(new Nothing(new Deferred(Cause.STORE_FAILED, "ItemVanished"))));
    }
    return replies;
  }

  /** A full answer may leave keys out, and says which (DDB-54). They are not missing. */
  private Set<String> unprocessed(BatchGetItemResponse response) {
    KeysAndAttributes left = response.unprocessedKeys().get(table);
    return left == null
        ? Set.of()
        : left.keys().stream().map(StoredItems::id).collect(Collectors.toSet());
  }

  private static Map<String, AttributeValue> key(String eventId) {
    return Map.of(EventItem.EVENT_ID, AttributeValue.fromS(eventId));
  }

  private static String id(Map<String, AttributeValue> item) {
    return item.getOrDefault(EventItem.EVENT_ID, NO_KEY).s();
  }

  /** What the table holds under a key. */
  sealed interface Found {

    /** An item, or what was asked of it. */
    record Item(StoredEvent stored) implements Found {}

    /** Nothing to compare with: deleted since, or not to be read in time. */
    record Nothing(Deferred outcome) implements Found {}

    /** Returns what is found where the read was given up. */
    static Nothing unread(String code) {
      return new Nothing(
          code.equals(BatchApi.NOT_TRIED)
              ? new Deferred(Cause.NO_TIME, "stored item not read")
              : new Deferred(Cause.STORE_FAILED, code));
    }
  }
}
