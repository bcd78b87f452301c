package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What UpdateTable changes of a table. */
final class TableUpdates {

  private static final String THROUGHPUT = "ProvisionedThroughput";

  private final Engine engine;

  TableUpdates(Engine engine) {
    this.engine = engine;
  }

  void update(Table table, Parameters request) {
    requireSomething(request);
    engine.tables().redefine(table, before -> updated(before, request));
  }

  private static void requireSomething(Parameters request) {
    boolean some =
        List.of(
                "BillingMode",
                THROUGHPUT,
                "StreamSpecification",
                "GlobalSecondaryIndexUpdates",
                "DeletionProtectionEnabled",
                "TableClass",
                "SSESpecification",
                "ReplicaUpdates",
                "OnDemandThroughput",
                "WarmThroughput")
            .stream()
            .anyMatch(request::has);
    if (!some) {
      throw DynamoDbException.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
  }

  private static TableDefinition updated(TableDefinition before, Parameters request) {
    TableDefinition definition = withIndexes(before, request);
    TableDefinition.Options options = provisioned(definition.options(), request);
    options = options.withStream(stream(options.streamView(), request));
    if (request.has("DeletionProtectionEnabled")) {
      options = options.withProtection(request.flag("DeletionProtectionEnabled"));
    }
    return definition.with(options.withClass(request.text("TableClass", options.tableClass())));
  }

  private static @Nullable String stream(@Nullable String before, Parameters request) {
    String after = DefinitionReader.streamView(request, before);
    Parameters asked = request.structure("StreamSpecification");
    if (asked != null && asked.flag("StreamEnabled") && before != null) {
      throw DynamoDbException.validation("Table already has an enabled stream");
    }
    if (asked != null && !asked.flag("StreamEnabled") && before == null) {
      throw DynamoDbException.validation("Table is already has disabled stream");
    }
    return after;
  }

  private static TableDefinition.Options provisioned(
      TableDefinition.Options before, Parameters request) {
    String mode = request.text("BillingMode", before.payPerRequest() ? "PAY_PER_REQUEST" : "");
    Parameters given = request.structure(THROUGHPUT);
    if (mode.equals("PAY_PER_REQUEST")) {
      if (given != null) {
        throw DynamoDbException.parameters(
            "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
                + " PAY_PER_REQUEST");
      }
      boolean same = before.payPerRequest() && !request.has("OnDemandThroughput");
      return before.with(
          true, same ? before.throughput() : DefinitionReader.throughput(request, true));
    }
    if (given == null) {
      if (request.has("BillingMode")) {
        throw DynamoDbException.parameters(
            "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                + " PROVISIONED");
      }
      return before;
    }
    IndexDefinition.Throughput throughput = DefinitionReader.throughput(given);
    if (!before.payPerRequest() && throughput.equals(before.throughput())) {
      throw DynamoDbException.validation(
          "The provisioned throughput for the table will not change. The requested value equals the"
              + " current value. Current ReadCapacityUnits provisioned for the table: "
              + throughput.read()
              + ". Requested ReadCapacityUnits: "
              + throughput.read()
              + ". Current WriteCapacityUnits provisioned for the table: "
              + throughput.write()
              + ". Requested WriteCapacityUnits: "
              + throughput.write()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    return before.with(false, throughput);
  }

  private static TableDefinition withIndexes(TableDefinition before, Parameters request) {
    List<IndexDefinition> indexes = new ArrayList<>(before.indexes());
    Map<String, String> attributes = DefinitionReader.attributes(request);
    for (Parameters update : request.structures("GlobalSecondaryIndexUpdates")) {
      Parameters create = update.structure("Create");
      Parameters change = update.structure("Update");
      Parameters delete = update.structure("Delete");
      if (create != null) {
        indexes.add(created(before, create, attributes));
      } else if (delete != null) {
        indexes.remove(known(before, delete));
      } else if (change != null) {
        IndexDefinition index = known(before, change);
        indexes.set(
            indexes.indexOf(index),
            index.with(DefinitionReader.throughput(change.structure(THROUGHPUT))));
      } else {
        throw DynamoDbException.parameters(
            "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete must not be null");
      }
    }
    return indexes.equals(before.indexes()) ? before : before.with(indexes, attributes);
  }

  private static IndexDefinition created(
      TableDefinition before, Parameters create, Map<String, String> attributes) {
    String name = create.text("IndexName", "");
    if (before.index(name).isPresent()) {
      throw DynamoDbException.validation("Attempting to create an index which already exists");
    }
    Map<String, String> all = new LinkedHashMap<>(before.attributes());
    all.putAll(attributes);
    return DefinitionReader.index(create, all, true, before.options());
  }

  private static IndexDefinition known(TableDefinition before, Parameters named) {
    return before
        .index(named.text("IndexName", ""))
        .filter(IndexDefinition::global)
        .orElseThrow(() -> DynamoDbException.notFound("Requested resource not found"));
  }
}
