package io.weir.local.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table holds.
 *
 * @param hashes the stored bytes' hash by event
 * @param repeatedOrigins how many items name a place in the stream that another item names too
 */
record Items(Map<String, String> hashes, int repeatedOrigins) {

  /** Reads the whole table. */
  static Items read(DynamoDbClient dynamoDb, String table) {
    Map<String, String> hashes = new HashMap<>();
    Set<Map<String, AttributeValue>> origins = new HashSet<>();
    int repeated = 0;
    for (Map<String, AttributeValue> item :
        dynamoDb
            .scanPaginator(
                request ->
                    request
                        .tableName(table)
                        .consistentRead(true)
                        .projectionExpression("eventId, contentHash, origin"))
            .items()) {
      hashes.put(text(item, "eventId"), text(item, "contentHash"));
      AttributeValue origin = item.get("origin");
      if (origin != null && !origins.add(origin.m())) {
        repeated++;
      }
    }
    return new Items(Map.copyOf(hashes), repeated);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
