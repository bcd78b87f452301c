package io.weir.replayer.aws;

import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.recover.ReadPace.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The table of events, in DynamoDB. What a call leaves unprocessed is asked for again (DDB-54). */
public final class DynamoDbStoreLookup implements StoreLookup {

  private static final String KEY = "eventId";
  private static final String HASH = "contentHash";
  private static final int MAX_KEYS = 100;
  private static final int MAX_ROUNDS = 10;
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private final Supplier<DynamoDbClient> dynamoDb;
  private final String table;
  private final Pause pause;

  /** Reads a table with a client that is asked for when it is needed. */
  public DynamoDbStoreLookup(Supplier<DynamoDbClient> dynamoDb, String table, Pause pause) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.pause = pause;
  }

  @Override
  public Map<String, String> contentHashes(Collection<String> eventIds) throws LookupException {
    Map<String, String> hashes = new HashMap<>();
    List<String> ids = List.copyOf(eventIds);
    for (int from = 0; from < ids.size(); from += MAX_KEYS) {
      List<Map<String, AttributeValue>> keys = new ArrayList<>();
      for (String id : ids.subList(from, Math.min(from + MAX_KEYS, ids.size()))) {
        keys.add(Map.of(KEY, AttributeValue.fromS(id)));
      }
      read(keys, hashes);
    }
    return hashes;
  }

  private void read(List<Map<String, AttributeValue>> keys, Map<String, String> hashes)
      throws LookupException {
    Map<String, KeysAndAttributes> asked = Map.of(table, asked(keys));
    Duration wait = FIRST_WAIT;
    try {
      for (int round = 1; !asked.isEmpty(); round++) {
        BatchGetItemResponse answer = call(asked);
        for (Map<String, AttributeValue> item : answer.responses().getOrDefault(table, List.of())) {
          AttributeValue hash = item.get(HASH);
          AttributeValue id = item.get(KEY);
          if (id != null) {
            hashes.put(id.s(), hash == null || hash.s() == null ? "" : hash.s());
          }
        }
        asked = answer.unprocessedKeys();
        if (!asked.isEmpty()) {
          if (round == MAX_ROUNDS) {
            throw new LookupException(
                "the table is throttled: some keys stayed unprocessed", new SlowTable());
          }
          pause.of(wait);
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

  private static KeysAndAttributes asked(List<Map<String, AttributeValue>> keys) {
    return KeysAndAttributes.builder()
        .keys(keys)
        .consistentRead(true)
        .projectionExpression(KEY + ", " + HASH)
        .build();
  }

  private static final class SlowTable extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
