package io.weir.dynamodb.table;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Sizes;
import io.weir.dynamodb.value.Value;
import org.jspecify.annotations.Nullable;

/** What keys must satisfy. */
public final class KeyRules {

  private static final int MAX_HASH = 2048;
  private static final int MAX_RANGE = 1024;

  private KeyRules() {}

  /**
   * Requires that an item has the table's key, and right values for it and for the indexes' keys.
   */
  public static void requireKeys(TableDefinition table, Item item) {
    for (String name : table.key().all()) {
      Value value = item.get(name);
      if (value == null) {
        throw DynamoDbException.parameters("Missing the key " + name + " in the item");
      }
      String expected = table.typeOf(name);
      if (!value.type().equals(expected)) {
        throw DynamoDbException.parameters(
            "Type mismatch for key "
                + name
                + " expected: "
                + expected
                + " actual: "
                + value.type());
      }
    }
    requireValues(table.key(), item);
    requireIndexKeys(table, item);
  }

  /** Requires that what is given as a key is the table's key and nothing else. */
  public static void requireExactKey(TableDefinition table, Item key) {
    boolean right = key.attributes().size() == table.key().all().size();
    for (String name : table.key().all()) {
      Value value = key.get(name);
      right = right && value != null && value.type().equals(table.typeOf(name));
    }
    if (!right) {
      throw DynamoDbException.validation("The provided key element does not match the schema");
    }
    requireValues(table.key(), key);
  }

  private static void requireValues(KeySchema schema, Item item) {
    for (String name : schema.all()) {
      Value value = item.get(name);
      String empty = emptyName(value);
      if (empty != null) {
        throw DynamoDbException.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty "
                + empty
                + " value. Key: "
                + name);
      }
      boolean hash = schema.hash().contains(name);
      if (value != null && Sizes.of(value) > (hash ? MAX_HASH : MAX_RANGE)) {
        throw DynamoDbException.parameters(
            hash
                ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
      }
    }
  }

  /** Requires that an item's values for the indexes' keys, where it has them, are right. */
  public static void requireIndexKeys(TableDefinition table, Item item) {
    for (IndexDefinition index : table.indexes()) {
      for (String name : index.key().all()) {
        Value value = item.get(name);
        if (value == null || table.key().has(name)) {
          continue;
        }
        String expected = table.typeOf(name);
        if (!value.type().equals(expected)) {
          throw DynamoDbException.parameters(
              "Type mismatch for Index Key "
                  + name
                  + " Expected: "
                  + expected
                  + " Actual: "
                  + value.type()
                  + " IndexName: "
                  + index.name());
        }
        requireIndexValue(index, name, value);
      }
    }
  }

  private static void requireIndexValue(IndexDefinition index, String name, Value value) {
    String empty = emptyName(value);
    if (empty != null) {
      throw DynamoDbException.validation(
          "One or more parameter values are not valid. A value specified for a secondary index key"
              + " is not supported. The AttributeValue for a key attribute cannot contain an empty "
              + empty
              + " value. IndexName: "
              + index.name()
              + ", IndexKey: "
              + name);
    }
    boolean hash = index.key().hash().contains(name);
    if (Sizes.of(value) > (hash ? MAX_HASH : MAX_RANGE)) {
      throw DynamoDbException.parameters(
          hash
              ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
              : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
  }

  private static @Nullable String emptyName(@Nullable Value value) {
    if (value instanceof Value.S s && s.text().isEmpty()) {
      return "string";
    }
    return value instanceof Value.B b && b.bytes().length == 0 ? "binary" : null;
  }
}
