package io.weir.bench.lever;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A conditional put. */
final class Put {
  private static final String TABLE = System.getenv("TABLE_NAME");

  private Put() {}

  static void one(DynamoDbClient client, String payload) {
    client.putItem(
        put ->
            put.tableName(TABLE)
                .item(
                    Map.of(
                        "eventId", AttributeValue.fromS(Integer.toHexString(payload.hashCode())),
                        "data", AttributeValue.fromS(payload)))
                .conditionExpression("attribute_not_exists(eventId)"));
  }
}
