package io.weir.chaos.simulate;

import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The items of a team's journal, in the engine of {@code local}, on the virtual clock. */
final class JournalItems {

  static final String CONDITION = "ConditionalCheckFailed";

  private static final String PK = "pk";
  private static final String SK = "sk";
  private static final AttributeValue NO_BYTES = AttributeValue.fromB(SdkBytes.fromUtf8String(""));

  private final DynamoDbClient table;
  private final Consumer<String> entries;

  /** No items; {@code entries} is told of each entry that comes. */
  JournalItems(World world, Consumer<String> entries) {
    this.entries = entries;
    this.table = EngineClient.of(DynamoDb.inMemory(Settings.of(world::now, new Random(0))));
    table.createTable(
        it ->
            it.tableName(TeamJournal.NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute(PK), attribute(SK))
                .keySchema(key(PK, KeyType.HASH), key(SK, KeyType.RANGE)));
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** Returns the table as the SDK calls it, in good weather. */
  DynamoDbClient table() {
    return table;
  }

  Map<String, AttributeValue> at(Map<String, AttributeValue> key) {
    return table.getItem(it -> it.tableName(TeamJournal.NAME).key(key)).item();
  }

  void put(Map<String, AttributeValue> item) {
    table.putItem(it -> it.tableName(TeamJournal.NAME).item(item));
    came(item);
  }

  void remove(Map<String, AttributeValue> key) {
    table.deleteItem(it -> it.tableName(TeamJournal.NAME).key(key));
  }

  /** Tells of an entry that is there now, if the item is one. */
  void came(Map<String, AttributeValue> item) {
    String entry = item.containsKey("parts") ? joined(item) : text(item, "entry");
    if (!entry.isEmpty()) {
      entries.accept(entry);
    }
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS("")).s();
  }

  /** Returns an entry that is too large for an item, from its parts, which are there already. */
  private String joined(Map<String, AttributeValue> item) {
    String prefix = text(item, SK).replaceFirst("^entry#", "part#") + "#";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table
        .queryPaginator(
            it ->
                it.tableName(TeamJournal.NAME)
                    .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk", AttributeValue.fromS(text(item, PK)),
                            ":prefix", AttributeValue.fromS(prefix))))
        .items()
        .forEach(
            part -> bytes.writeBytes(part.getOrDefault("bytes", NO_BYTES).b().asByteArrayUnsafe()));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
