package io.weir.local.books;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table holds.
 *
 * @param items by their key
 */
public record TableContents(Map<String, Item> items) {

  /**
   * A row.
   *
   * @param hash of the bytes that it was made of, as it says itself
   * @param origin where in the stream it comes from
   * @param number the payload's own number, as it was stored; empty where it has none
   */
  public record Item(Hash hash, String origin, String number) {}

  private static final String WANTED = "eventId, contentHash, origin, #data.n";
  private static final AttributeValue NONE = AttributeValue.fromS("");

  public static TableContents read(DynamoDbClient dynamoDb, String table) {
    Map<String, Item> items = new HashMap<>();
    dynamoDb
        .scanPaginator(
            request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .projectionExpression(WANTED)
                    .expressionAttributeNames(Map.of("#data", "data")))
        .items()
        .forEach(item -> items.put(text(item, "eventId"), item(item)));
    return new TableContents(items);
  }

  /** Returns how many rows there are, by the table's own count. */
  public static long count(DynamoDbClient dynamoDb, String table) {
    return dynamoDb.describeTable(it -> it.tableName(table)).table().itemCount();
  }

  private static Item item(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> origin = item.getOrDefault("origin", NONE).m();
    String number = item.getOrDefault("data", NONE).m().getOrDefault("n", NONE).n();
    return new Item(
        new Hash(text(item, "contentHash")),
        text(origin, "shardId") + "/" + text(origin, "sequenceNumber"),
        number == null ? "" : number);
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    String text = item.getOrDefault(name, NONE).s();
    return text == null ? "" : text;
  }
}
