package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Table;
import java.util.Map;

/** The operations that say by which attribute items expire. */
final class TimeToLive {

  private static final String SPECIFICATION = "TimeToLiveSpecification";
  private static final String ATTRIBUTE = "AttributeName";

  private final Engine engine;

  TimeToLive(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of("UpdateTimeToLive", this::update, "DescribeTimeToLive", this::describe);
  }

  private JsonNode update(Parameters request) {
    Constraints constraints = new Constraints().tableName(request).required(request, SPECIFICATION);
    Parameters specification = request.structure(SPECIFICATION);
    String attribute = specification == null ? "" : specification.text(ATTRIBUTE, "");
    if (specification != null && attribute.isEmpty()) {
      constraints.refuse(
          specification.text(ATTRIBUTE),
          "timeToLiveSpecification.attributeName",
          specification.has(ATTRIBUTE)
              ? "Member must have length greater than or equal to 1"
              : "Member must not be null");
    }
    constraints.check();
    boolean enabled = specification != null && specification.flag("Enabled");
    Table table = named(request);
    String known = table.timeToLive();
    if (enabled == (known != null)) {
      throw DynamoDbException.validation(
          enabled ? "TimeToLive is already enabled" : "TimeToLive is already disabled");
    }
    if (known != null && !known.equals(attribute)) {
      throw DynamoDbException.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is " + known);
    }
    engine.tables().expireBy(table, enabled ? attribute : null);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject(SPECIFICATION).put("Enabled", enabled).put(ATTRIBUTE, attribute);
    return answer;
  }

  private JsonNode describe(Parameters request) {
    new Constraints().tableName(request).check();
    String attribute = named(request).timeToLive();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode description = answer.putObject("TimeToLiveDescription");
    description.put("TimeToLiveStatus", attribute == null ? "DISABLED" : "ENABLED");
    if (attribute != null) {
      description.put(ATTRIBUTE, attribute);
    }
    return answer;
  }

  private Table named(Parameters request) {
    String name = TableNames.of(request);
    Table table = engine.tables().find(name);
    if (table == null) {
      throw DynamoDbException.notFound(
          "Requested resource not found: Table: " + name + " not found");
    }
    return table;
  }
}
