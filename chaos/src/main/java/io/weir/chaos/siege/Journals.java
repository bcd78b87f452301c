package io.weir.chaos.siege;

import io.weir.local.books.Discarded;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The journals of the operators: a table that they share, and for each operator a file of which the
 * others know nothing.
 *
 * @param directory of the files
 */
record Journals(Path directory) {

  static final String TABLE = "WeirJournal";

  private static final int OPERATORS = 3;
  private static final String QUEUE_AND_WHAT = "pk";
  private static final String WHEN = "sk";

  /** Makes the table. */
  void create(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        request ->
            request
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(QUEUE_AND_WHAT), text(WHEN))
                .keySchema(key(QUEUE_AND_WHAT, KeyType.HASH), key(WHEN, KeyType.RANGE)));
  }

  /** Returns the name that the replayer knows the shared one by. */
  static String shared() {
    return "dynamodb:" + TABLE;
  }

  /** Returns an operator's own, which may not be there yet. */
  Path own(int operator) {
    return directory.resolve("journal-" + operator + ".ndjson");
  }

  /** Returns what has been discarded, from the files of all operators and from the shared table. */
  Discarded discarded(DynamoDbClient dynamoDb) {
    List<Path> files = IntStream.range(0, OPERATORS).mapToObj(this::own).toList();
    return Discarded.read(files, JournalRows.read(dynamoDb, TABLE));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
