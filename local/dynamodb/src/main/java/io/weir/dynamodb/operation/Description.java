package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.KeySchema;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.TableDefinition;
import java.time.Instant;

/** How answers describe a table. */
final class Description {

  private static final String ACTIVE = "ACTIVE";

  private Description() {}

  /** Returns the description of a table in this state. */
  static ObjectNode of(Table table, String status) {
    TableDefinition definition = table.definition();
    Table.Totals totals = table.totals(null);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode attributes = json.putArray("AttributeDefinitions");
    definition
        .attributes()
        .forEach(
            (name, type) ->
                attributes.addObject().put("AttributeName", name).put("AttributeType", type));
    json.put("TableName", definition.name());
    putKey(json, definition.key());
    json.put("TableStatus", status);
    json.put("CreationDateTime", seconds(table.identity().created()));
    putThroughput(json, definition.options(), definition.options().throughput());
    json.put("TableSizeBytes", totals.bytes());
    json.put("ItemCount", totals.items());
    json.put("TableArn", table.identity().arn());
    json.put("TableId", table.identity().id());
    putOptions(json, table);
    putIndexes(json, table, false, status);
    putIndexes(json, table, true, status);
    return json;
  }

  private static void putOptions(ObjectNode json, Table table) {
    TableDefinition.Options options = table.definition().options();
    if (options.payPerRequest()) {
      json.putObject("BillingModeSummary")
          .put("BillingMode", "PAY_PER_REQUEST")
          .put("LastUpdateToPayPerRequestDateTime", seconds(table.identity().created()));
    }
    json.put("DeletionProtectionEnabled", options.deletionProtected());
    if (!options.tableClass().equals("STANDARD")) {
      json.putObject("TableClassSummary").put("TableClass", options.tableClass());
    }
    if (options.streamView() != null) {
      json.putObject("StreamSpecification")
          .put("StreamEnabled", true)
          .put("StreamViewType", options.streamView());
    }
  }

  private static void putIndexes(ObjectNode json, Table table, boolean global, String status) {
    TableDefinition definition = table.definition();
    if (definition.indexes(global).isEmpty()) {
      return;
    }
    ArrayNode all = json.putArray(global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes");
    for (IndexDefinition index : definition.indexes(global)) {
      ObjectNode one = all.addObject();
      one.put("IndexName", index.name());
      putKey(one, index.key());
      ObjectNode projection = one.putObject("Projection");
      projection.put("ProjectionType", index.projected().type());
      if (!index.projected().others().isEmpty()) {
        ArrayNode others = projection.putArray("NonKeyAttributes");
        index.projected().others().forEach(others::add);
      }
      if (global) {
        one.put("IndexStatus", status.equals("UPDATING") ? ACTIVE : status);
        putThroughput(one, definition.options(), index.throughput());
      }
      one.put("IndexSizeBytes", table.totals(index.name()).bytes());
      one.put("ItemCount", table.totals(index.name()).items());
      one.put("IndexArn", table.identity().arn() + "/index/" + index.name());
    }
  }

  private static void putKey(ObjectNode json, KeySchema key) {
    ArrayNode elements = json.putArray("KeySchema");
    key.hash().forEach(it -> elements.addObject().put("AttributeName", it).put("KeyType", "HASH"));
    key.range()
        .forEach(it -> elements.addObject().put("AttributeName", it).put("KeyType", "RANGE"));
  }

  private static void putThroughput(
      ObjectNode json, TableDefinition.Options options, IndexDefinition.Throughput throughput) {
    IndexDefinition.Throughput none = IndexDefinition.Throughput.NONE;
    IndexDefinition.Throughput provisioned = options.payPerRequest() ? none : throughput;
    json.putObject("ProvisionedThroughput")
        .put("NumberOfDecreasesToday", 0)
        .put("ReadCapacityUnits", provisioned.read())
        .put("WriteCapacityUnits", provisioned.write());
    if (options.payPerRequest() && !throughput.equals(none)) {
      json.putObject("OnDemandThroughput")
          .put("MaxReadRequestUnits", mostOf(throughput.read()))
          .put("MaxWriteRequestUnits", mostOf(throughput.write()));
    }
  }

  /** Returns a maximum as answers have it: -1 is none. */
  private static long mostOf(long units) {
    return units == 0 ? -1 : units;
  }

  /** Returns a time as answers have it. */
  static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
