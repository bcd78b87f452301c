package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Condition;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that read or write many items, each for itself. */
final class BatchOperations {

  private static final String ITEMS = "RequestItems";
  private static final int MAX_KEYS = 100;
  private static final int MAX_WRITES = 25;
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final Engine engine;

  BatchOperations(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of("BatchGetItem", this::get, "BatchWriteItem", this::write);
  }

  private static Map<String, JsonNode> requested(Parameters request, String operation) {
    Map<String, JsonNode> tables = new LinkedHashMap<>();
    request.entries(ITEMS).forEach(it -> tables.put(it.getKey(), it.getValue()));
    if (tables.isEmpty()) {
      throw DynamoDbException.validation("The requestItems parameter is required for " + operation);
    }
    return tables;
  }

  private JsonNode get(Parameters request) {
    new Constraints().consumedCapacity(request).check();
    List<Keys> all = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, JsonNode> entry : requested(request, "BatchGetItem").entrySet()) {
      Parameters given = new Parameters(entry.getValue());
      count += given.list("Keys").size();
      if (count > MAX_KEYS) {
        throw DynamoDbException.validation(
            "1 validation error detected: Value at 'RequestItems."
                + entry.getKey()
                + ".member.Keys' failed to satisfy constraint: Member must have length less than or"
                + " equal to "
                + MAX_KEYS);
      }
      if (given.list("Keys").isEmpty()) {
        new Constraints()
            .length(List.of(), "requestItems." + entry.getKey() + ".member.keys", 1, MAX_KEYS)
            .check();
      }
      Projection projection = ItemReads.projection(engine, given);
      List<Item> keys = given.list("Keys").stream().map(ValueJson::readItem).toList();
      all.add(new Keys(entry.getKey(), given, keys, projection));
    }
    all.forEach(this::requireKeys);
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    read(all, consumed, answer);
    consumed.putAll(answer, null);
    return answer;
  }

  /** What is asked of one table. */
  private record Keys(
      String table, Parameters given, List<Item> keys, @Nullable Projection projection) {}

  private void requireKeys(Keys asked) {
    Table table = engine.tables().named(TableNames.plain(asked.table()));
    Set<Item> seen = new HashSet<>();
    for (Item key : asked.keys()) {
      KeyRules.requireExactKey(table.definition(), key);
      if (!seen.add(key)) {
        throw duplicates();
      }
    }
  }

  private void read(List<Keys> all, ConsumedCapacity consumed, ObjectNode answer) {
    ObjectNode responses = answer.putObject("Responses");
    ObjectNode rest = answer.putObject("UnprocessedKeys");
    Throttles throttles = new Throttles();
    long bytes = 0;
    for (Keys asked : all) {
      Table table = engine.tables().named(TableNames.plain(asked.table()));
      ArrayNode items = responses.putArray(asked.table());
      for (Item key : asked.keys()) {
        Access access = Access.reading(table, null, key);
        boolean full = bytes >= MAX_BYTES;
        Item item = full || !throttles.pass(() -> consumed.admit(access)) ? null : table.get(key);
        if (full || throttles.lastOne() || bytes + ItemReads.sizeOf(item) >= MAX_BYTES) {
          bytes = throttles.lastOne() ? bytes : MAX_BYTES;
          unprocessed(rest, asked).add(ValueJson.write(key));
          continue;
        }
        bytes += ItemReads.sizeOf(item);
        boolean consistent = asked.given().flag("ConsistentRead");
        consumed.read(access, Capacity.readUnits(ItemReads.sizeOf(item), consistent));
        if (item != null) {
          Projection projection = asked.projection();
          items.add(ValueJson.write(projection == null ? item : projection.of(item)));
        }
      }
    }
    throttles.throwIfAll();
  }

  private static ArrayNode unprocessed(ObjectNode rest, Keys asked) {
    if (!rest.has(asked.table())) {
      ObjectNode again = asked.given().body().deepCopy();
      again.putArray("Keys");
      rest.set(asked.table(), again);
    }
    return (ArrayNode) rest.get(asked.table()).get("Keys");
  }

  private JsonNode write(Parameters request) {
    new Constraints()
        .consumedCapacity(request)
        .oneOf(request, "ReturnItemCollectionMetrics", "SIZE", "NONE")
        .check();
    Map<String, JsonNode> requested = requested(request, "BatchWriteItem");
    requireLengths(request, requested);
    Map<String, List<Parameters>> all = new LinkedHashMap<>();
    requested.forEach((table, given) -> all.put(table, requests(given)));
    List<Write> writes = new ArrayList<>();
    List<Asked> parts = new ArrayList<>();
    all.forEach((table, each) -> each.forEach(it -> parts.add(new Asked(table, it))));
    List<Draft> drafts = parts.stream().map(it -> draft(it.table(), it.request())).toList();
    Set<Map.Entry<Table, Item>> seen = new HashSet<>();
    for (Draft draft : drafts) {
      Table table = engine.tables().named(draft.tableName());
      Write write = draft.onTable().apply(table);
      if (!seen.add(Map.entry(table, write.key()))) {
        throw duplicates();
      }
      writes.add(write);
    }
    return done(request, parts, writes);
  }

  /** One put or one deletion that is asked for. */
  private record Asked(String table, Parameters request) {}

  private static List<Parameters> requests(JsonNode given) {
    List<Parameters> requests = new ArrayList<>();
    given.forEach(it -> requests.add(new Parameters(it)));
    return requests;
  }

  private static void requireLengths(Parameters request, Map<String, JsonNode> requested) {
    int count = 0;
    boolean none = false;
    for (JsonNode list : requested.values()) {
      if (!list.isArray()) {
        throw DynamoDbException.serialization("Unexpected value type in payload");
      }
      count += list.size();
      none |= list.isEmpty();
    }
    if (none || count > MAX_WRITES) {
      String text = request.body().path(ITEMS).toString().replace("\"", "");
      new Constraints()
          .refuse(
              text.replaceFirst(":", "="),
              "requestItems",
              "Map value must satisfy constraint: [Member must have length less than or equal to "
                  + MAX_WRITES
                  + ", Member must have length greater than or equal to 1]")
          .check();
    }
  }

  private static Draft draft(String table, Parameters request) {
    Parameters put = request.structure("PutRequest");
    Parameters delete = request.structure("DeleteRequest");
    if ((put == null) == (delete == null)) {
      throw DynamoDbException.validation(
          put == null
              ? "Supplied AttributeValue is empty, must contain exactly one of the supported"
                  + " datatypes"
              : "Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                  + " of the supported datatypes");
    }
    String name = TableNames.plain(table);
    if (put != null) {
      Item item = Drafts.item(put, "Item");
      return new Draft(name, it -> Drafts.put(it, item, Condition.ALWAYS), List.of(), false);
    }
    Item key = Drafts.item(Objects.requireNonNull(delete), "Key");
    return new Draft(
        name,
        it -> {
          KeyRules.requireExactKey(it.definition(), key);
          return Write.delete(it, key, item -> true);
        },
        List.of(),
        false);
  }

  private JsonNode done(Parameters request, List<Asked> parts, List<Write> writes) {
    // Sizes and keys of indexes are looked at first: a batch with a wrong item writes none.
    writes.forEach(Table::requireFit);
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode rest = answer.putObject("UnprocessedItems");
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    Throttles throttles = new Throttles();
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      Attempt attempt = engine.tables().write(write);
      if (!throttles.pass(() -> attempt.throwIfRefused())) {
        rest.withArrayProperty(parts.get(i).table()).add(parts.get(i).request().body());
        continue;
      }
      Change change = ((Attempt.Ready) attempt).change();
      consumed.wrote(change, 1);
      if (ItemCollections.wanted(request, write.table())) {
        metrics
            .withArray("/" + write.table().name())
            .add(ItemCollections.metrics(write.table(), change.key()));
      }
    }
    throttles.throwIfAll();
    if (!metrics.isEmpty()) {
      answer.set("ItemCollectionMetrics", metrics);
    }
    consumed.putAll(answer, null);
    return answer;
  }

  /** Which parts of a batch were throttled: they are handed back, unless all were (DDB-42). */
  private static final class Throttles {
    private @Nullable DynamoDbException last;
    private boolean lastOne;
    private boolean some;

    /** Does a part's action, and says whether it was not throttled. */
    boolean pass(Runnable action) {
      lastOne = false;
      try {
        action.run();
        some = true;
      } catch (DynamoDbException e) {
        if (!e.throttles()) {
          throw e;
        }
        last = e;
        lastOne = true;
      }
      return !lastOne;
    }

    /** Says whether the last part was throttled. */
    boolean lastOne() {
      return lastOne;
    }

    void throwIfAll() {
      if (last != null && !some) {
        throw last;
      }
    }
  }

  private static DynamoDbException duplicates() {
    return DynamoDbException.validation("Provided list of item keys contains duplicates");
  }
}
