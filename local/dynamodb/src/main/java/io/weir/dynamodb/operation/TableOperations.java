package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.TableDefinition;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;

/** The operations that create, list, describe, update and delete tables. */
final class TableOperations {

  private static final String TABLE = "Table";
  private static final String DESCRIPTION = "TableDescription";
  private static final int LISTED = 100;

  private final Engine engine;
  private final TableUpdates updates;

  TableOperations(Engine engine) {
    this.engine = engine;
    this.updates = new TableUpdates(engine);
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateTable", this::create,
        "DescribeTable", this::describe,
        "ListTables", this::list,
        "UpdateTable", this::update,
        "DeleteTable", this::delete);
  }

  private JsonNode create(Parameters request) {
    new DefinitionConstraints().create(request);
    TableDefinition definition = DefinitionReader.table(request);
    Table.Identity identity =
        new Table.Identity(engine.newId(), engine.arnOf(definition.name()), engine.tables().now());
    Table table = engine.tables().create(identity, definition);
    if (request.has("Tags")) {
      engine.tables().tag(table, old -> Tags.read(request));
    }
    return answer(DESCRIPTION, described(table, "CREATING"));
  }

  private Table named(Parameters request) {
    new Constraints().tableName(request).check();
    String name = TableNames.of(request);
    Table table = engine.tables().find(name);
    if (table == null) {
      throw DynamoDbException.notFound(
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }

  private ObjectNode described(Table table, String status) {
    ObjectNode json = Description.of(table, status);
    engine
        .streams()
        .apply(table)
        .ifPresent(
            stream ->
                json.put("LatestStreamArn", stream.arn()).put("LatestStreamLabel", stream.label()));
    return json;
  }

  private JsonNode describe(Parameters request) {
    return answer(TABLE, described(named(request), "ACTIVE"));
  }

  private JsonNode update(Parameters request) {
    new DefinitionConstraints().update(request);
    Table table = named(request);
    updates.update(table, request);
    return answer(DESCRIPTION, described(table, "UPDATING"));
  }

  private JsonNode delete(Parameters request) {
    Table table = named(request);
    if (table.definition().options().deletionProtected()) {
      throw DynamoDbException.validation(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    ObjectNode description = described(table, "DELETING");
    engine.tables().drop(table);
    return answer(DESCRIPTION, description);
  }

  private JsonNode list(Parameters request) {
    Constraints constraints = new Constraints().range(request, "Limit", 1, LISTED);
    String start = request.text("ExclusiveStartTableName");
    if (start != null) {
      constraints.name(start, "exclusiveStartTableName", 3);
    }
    constraints.check();
    Long asked = request.number("Limit");
    long limit = asked == null ? LISTED : asked;
    NavigableMap<String, Table> all = engine.tables().all();
    Iterator<String> names = (start == null ? all : all.tailMap(start, false)).keySet().iterator();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode listed = answer.putArray("TableNames");
    while (names.hasNext() && listed.size() < limit) {
      listed.add(names.next());
    }
    if (names.hasNext()) {
      answer.set("LastEvaluatedTableName", listed.get(listed.size() - 1));
    }
    return answer;
  }

  private static ObjectNode answer(String member, ObjectNode description) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(member, description);
    return answer;
  }
}
