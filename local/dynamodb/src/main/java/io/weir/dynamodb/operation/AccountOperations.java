package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Table;
import java.util.Map;

/** The operations that say what the account may do, and how a table is backed up: it is not. */
final class AccountOperations {

  private static final int ACCOUNT_UNITS = 80_000;
  private static final int TABLE_UNITS = 40_000;

  private final Engine engine;

  AccountOperations(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of(
        "DescribeLimits",
        request -> limits(),
        "DescribeContinuousBackups",
        this::continuousBackups);
  }

  private static JsonNode limits() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
        .put("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
        .put("TableMaxReadCapacityUnits", TABLE_UNITS)
        .put("TableMaxWriteCapacityUnits", TABLE_UNITS);
  }

  private JsonNode continuousBackups(Parameters request) {
    new Constraints().tableName(request).check();
    String name = TableNames.of(request);
    Table table = engine.tables().find(name);
    if (table == null) {
      throw DynamoDbException.of("TableNotFoundException", "Table not found: " + name);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("ContinuousBackupsDescription")
        .put("ContinuousBackupsStatus", "ENABLED")
        .putObject("PointInTimeRecoveryDescription")
        .put("PointInTimeRecoveryStatus", "DISABLED");
    return answer;
  }
}
