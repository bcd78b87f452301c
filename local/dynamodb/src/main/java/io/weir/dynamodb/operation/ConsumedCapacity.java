package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.table.Admission;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request consumed of each table, and how much of it the answer says. */
public final class ConsumedCapacity {

  private static final String MEMBER = "ConsumedCapacity";

  private final Admission admission;
  private final String level;
  private final Map<Table, Capacity> tables = new LinkedHashMap<>();

  /** Counts for a request, which says whether it wants to be told. */
  public ConsumedCapacity(Engine engine, Parameters request) {
    this.admission = engine.tables().admission();
    this.level = request.text("ReturnConsumedCapacity", "NONE");
  }

  /**
   * Lets something be read.
   *
   * @throws io.weir.dynamodb.error.DynamoDbException if it may not be now
   */
  public Access admit(Access access) {
    admission.admit(access);
    return access;
  }

  /** Adds units that were consumed by reading. */
  public void read(Access access, double units) {
    if (isWanted()) {
      of(access.table()).add(access.index(), units);
    }
    admission.consumed(
        access,
        () -> {
          Capacity capacity = new Capacity();
          capacity.add(access.index(), units);
          return capacity;
        });
  }

  /** Adds what a write consumed. */
  public void wrote(Change change, double factor) {
    if (isWanted()) {
      of(change.table()).add(change, factor);
    }
  }

  private boolean isWanted() {
    return !level.equals("NONE");
  }

  private Capacity of(Table table) {
    return tables.computeIfAbsent(table, it -> new Capacity());
  }

  /** Puts what a request of one table consumed into its answer. */
  public void putOne(ObjectNode answer) {
    if (isWanted()) {
      tables.forEach((table, capacity) -> answer.set(MEMBER, json(table, capacity, null)));
    }
  }

  /** Puts what was consumed of each table; the kind is Read or Write in transactions, else null. */
  public void putAll(ObjectNode answer, @Nullable String kind) {
    if (isWanted()) {
      ArrayNode all = answer.putArray(MEMBER);
      tables.forEach((table, capacity) -> all.add(json(table, capacity, kind)));
    }
  }

  private ObjectNode json(Table table, Capacity capacity, @Nullable String kind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("TableName", table.name());
    putUnits(json, capacity.total(), kind);
    if (level.equals("INDEXES")) {
      putUnits(json.putObject("Table"), capacity.ofTable(), kind);
      capacity
          .ofIndexes()
          .forEach(
              (name, units) -> {
                Optional<IndexDefinition> index = table.definition().index(name);
                boolean global = index.isPresent() && index.get().global();
                String member = global ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes";
                putUnits(json.withObject("/" + member).putObject(name), units, kind);
              });
    }
    return json;
  }

  private static void putUnits(ObjectNode json, double units, @Nullable String kind) {
    json.put("CapacityUnits", units);
    if (kind != null) {
      json.put(kind + "CapacityUnits", units);
    }
  }
}
