package io.weir.handler.store;

import io.weir.event.EventItem;
import io.weir.handler.call.BatchApi;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.store.StoredHashes.Found;
import java.time.Duration;
import java.util.HashMap;
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
 * Reads the content hashes of stored events through {@code BatchGetItem}, consistently: what
 * refused the insert a moment ago must be seen.
 */
record StoredHashes(DynamoDbClient client, String table) implements BatchApi<String, Found> {

  /** The most keys of one call (DDB-54). */
  static final int MOST_KEYS = 100;

  /** What the table holds under a key. */
  sealed interface Found {

    /**
     * An item with this hash; an empty one if the item has none, because it is no event of ours.
     */
    record Hash(String value) implements Found {}

    /** Nothing to compare with: deleted since, or not to be read in time. */
    record Nothing(Cause cause, String code) implements Found {}
  }

  @Override
  public List<Reply<Found>> call(List<String> keys, Duration timeout) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(StoredHashes::key).toList())
            .consistentRead(true)
            .projectionExpression("#id, #hash")
            .expressionAttributeNames(
                Map.of("#id", EventItem.EVENT_ID, "#hash", EventItem.CONTENT_HASH))
            .build();
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(table, wanted))
            .overrideConfiguration(call -> call.apiCallTimeout(timeout))
            .build();
    BatchGetItemResponse response = client.batchGetItem(request);
    Map<String, String> hashes = new HashMap<>();
    for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
      hashes.put(text(item, EventItem.EVENT_ID), text(item, EventItem.CONTENT_HASH));
    }
    Set<String> unprocessed = unprocessed(response);
    return keys.stream().map(key -> reply(key, hashes, unprocessed)).toList();
  }

  /** A full answer may leave keys out, and says which (DDB-54). They are not missing. */
  private Set<String> unprocessed(BatchGetItemResponse response) {
    KeysAndAttributes left = response.unprocessedKeys().get(table);
    return left == null
        ? Set.of()
        : left.keys().stream()
            .map(key -> text(key, EventItem.EVENT_ID))
            .collect(Collectors.toSet());
  }

  private static Reply<Found> reply(
      String key, Map<String, String> hashes, Set<String> unprocessed) {
    String hash = hashes.get(key);
    if (hash != null) {
      return Reply.settled(new Found.Hash(hash));
    }
    return unprocessed.contains(key)
        ? Reply.again("UnprocessedKeys")
        : Reply.settled(new Found.Nothing(Cause.STORE_FAILED, "ItemVanished"));
  }

  private static Map<String, AttributeValue> key(String eventId) {
    return Map.of(EventItem.EVENT_ID, AttributeValue.fromS(eventId));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  @Override
  public Found refused(String code) {
    return new Found.Nothing(Cause.STORE_FAILED, code);
  }

  @Override
  public Found unsettled(String code) {
    return code.isEmpty()
        ? new Found.Nothing(Cause.NO_TIME, "stored hash not read")
        : new Found.Nothing(Cause.STORE_FAILED, code);
  }
}
