package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Projection;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Attempt;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.KeyRules;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Write;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations that read or write several items as one. */
final class Transactions {

  private static final String ITEMS = "TransactItems";
  private static final int MAX = 100;
  private static final int UNITS = 2;
  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private final Engine engine;
  private final ClientTokens tokens;
  private final Map<String, Function<Parameters, Draft>> actions;

  Transactions(Engine engine) {
    this.engine = engine;
    this.tokens = new ClientTokens(engine.tables());
    Drafts drafts = new Drafts(engine);
    this.actions =
        Map.of(
            "Put", drafts::put,
            "Update", drafts::update,
            "Delete", drafts::delete,
            "ConditionCheck", drafts::check);
  }

  Map<String, Operation> all() {
    return Map.of("TransactWriteItems", this::write, "TransactGetItems", this::get);
  }

  private static Constraints constraints(Parameters request) {
    return new Constraints()
        .consumedCapacity(request)
        .required(request, ITEMS)
        .length(request.list(ITEMS), "transactItems", request.has(ITEMS) ? 1 : 0, MAX);
  }

  private JsonNode write(Parameters request) {
    constraints(request).oneOf(request, "ReturnItemCollectionMetrics", "SIZE", "NONE").check();
    return tokens.once(request, () -> written(request));
  }

  private JsonNode written(Parameters request) {
    List<Draft> drafts = request.structures(ITEMS).stream().map(this::draft).toList();
    List<Table> tables = drafts.stream().map(it -> engine.tables().named(it.tableName())).toList();
    CancellationReasons reasons = new CancellationReasons(drafts.size());
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      int at = i;
      reasons.unless(at, () -> writes.add(drafts.get(at).onTable().apply(tables.get(at))));
    }
    reasons.throwIfAny();
    Set<Map.Entry<Table, Item>> seen = new HashSet<>();
    for (Write write : writes) {
      requireOnce(seen, write.table(), write.key());
    }
    requireSize(writes);
    List<Attempt> attempts = engine.tables().writeAll(writes);
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i) instanceof Attempt.Refused refused) {
        reasons.add(i, ItemWrites.refusal(refused, drafts.get(i).returnsItemOnFailure()));
      }
    }
    reasons.throwIfAny();
    return answer(request, attempts);
  }

  private Draft draft(Parameters action) {
    List<String> given = actions.keySet().stream().filter(action::has).toList();
    if (given.size() != 1) {
      throw DynamoDbException.validation(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    String name = given.get(0);
    Parameters parameters = action.structure(name);
    Constraints constraints = new Constraints();
    Parameters part = parameters == null ? action : parameters;
    constraints.tableName(part).required(part, name.equals("Put") ? "Item" : "Key");
    if (name.equals("Update") || name.equals("ConditionCheck")) {
      constraints.required(
          part, name.equals("Update") ? "UpdateExpression" : "ConditionExpression");
    }
    constraints.check();
    Function<Parameters, Draft> reader = actions.get(name);
    if (reader == null) {
      throw DynamoDbException.internal("no action " + name);
    }
    return reader.apply(part);
  }

  private static void requireOnce(Set<Map.Entry<Table, Item>> seen, Table table, Item key) {
    if (!seen.add(Map.entry(table, key))) {
      throw DynamoDbException.validation(
          "Transaction request cannot include multiple operations on one item");
    }
  }

  private static void requireSize(List<Write> writes) {
    long bytes = 0;
    for (Write write : writes) {
      Item put = write.kind() == Write.Kind.PUT ? write.mutation().apply(null) : null;
      bytes += ItemReads.sizeOf(put == null ? write.key() : put);
    }
    if (bytes > MAX_BYTES) {
      throw DynamoDbException.validation(
          "Transaction request size has exceeded the maximum allowed size of 4194304 bytes");
    }
  }

  private JsonNode answer(Parameters request, List<Attempt> attempts) {
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    for (Attempt attempt : attempts) {
      Change change = ((Attempt.Ready) attempt).change();
      consumed.wrote(change, UNITS);
      if (ItemCollections.wanted(request, change.table())) {
        metrics
            .withArray("/" + change.table().name())
            .add(ItemCollections.metrics(change.table(), change.key()));
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (!metrics.isEmpty()) {
      answer.set("ItemCollectionMetrics", metrics);
    }
    consumed.putAll(answer, "Write");
    return answer;
  }

  private JsonNode get(Parameters request) {
    constraints(request).check();
    List<Get> gets = request.structures(ITEMS).stream().map(this::read).toList();
    List<Table> tables = gets.stream().map(it -> engine.tables().named(it.tableName())).toList();
    CancellationReasons reasons = new CancellationReasons(gets.size());
    for (int i = 0; i < gets.size(); i++) {
      int at = i;
      reasons.unless(
          at, () -> KeyRules.requireExactKey(tables.get(at).definition(), gets.get(at).key()));
    }
    reasons.throwIfAny();
    Set<Map.Entry<Table, Item>> seen = new HashSet<>();
    for (int i = 0; i < gets.size(); i++) {
      requireOnce(seen, tables.get(i), gets.get(i).key());
    }
    return engine
        .tables()
        .readTogether(tables.stream().distinct().toList(), () -> items(request, gets, tables));
  }

  private Get read(Parameters action) {
    Parameters get = action.structure("Get");
    if (get == null) {
      throw DynamoDbException.validation("TransactItems can only contain Get");
    }
    new Constraints().tableName(get).required(get, "Key").check();
    return new Get(TableNames.of(get), Drafts.item(get, "Key"), ItemReads.projection(engine, get));
  }

  /** One item that is asked for. */
  private record Get(String tableName, Item key, @Nullable Projection projection) {}

  private JsonNode items(Parameters request, List<Get> gets, List<Table> tables) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode responses = answer.putArray("Responses");
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    CancellationReasons reasons = new CancellationReasons(gets.size());
    for (int i = 0; i < gets.size(); i++) {
      Access access = Access.reading(tables.get(i), null, gets.get(i).key());
      reasons.unless(i, () -> consumed.admit(access));
      Item item = tables.get(i).get(gets.get(i).key());
      Projection projection = gets.get(i).projection();
      ObjectNode response = responses.addObject();
      if (item != null) {
        response.set("Item", ValueJson.write(projection == null ? item : projection.of(item)));
      }
      consumed.read(access, UNITS * Capacity.readUnits(ItemReads.sizeOf(item), true));
    }
    reasons.throwIfAny();
    consumed.putAll(answer, "Read");
    return answer;
  }
}
