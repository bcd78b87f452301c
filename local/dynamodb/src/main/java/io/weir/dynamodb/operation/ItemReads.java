package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Placeholders;
import io.weir.dynamodb.expression.Projection;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.KeyRules;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operation that reads one item, and what reading by key has in common. */
final class ItemReads {

  private static final String PROJECTION = "ProjectionExpression";
  private static final String OLDER = "AttributesToGet";

  private final Engine engine;

  ItemReads(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of("GetItem", this::get);
  }

  private JsonNode get(Parameters request) {
    new Constraints().tableName(request).required(request, "Key").consumedCapacity(request).check();
    Projection projection = projection(engine, request);
    Item key = Drafts.item(request, "Key");
    Table table = engine.tables().named(TableNames.of(request));
    KeyRules.requireExactKey(table.definition(), key);
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    Access access = consumed.admit(Access.reading(table, null, key));
    Item item = table.get(key);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (item != null) {
      answer.set("Item", ValueJson.write(projection == null ? item : projection.of(item)));
    }
    consumed.read(access, Capacity.readUnits(sizeOf(item), request.flag("ConsistentRead")));
    consumed.putOne(answer);
    return answer;
  }

  static long sizeOf(@Nullable Item item) {
    return item == null ? 0 : item.size();
  }

  /** Reads which attributes of items are wanted, or null for all. */
  static @Nullable Projection projection(Engine engine, Parameters request) {
    ExpressionParameters expressions =
        new ExpressionParameters(request, List.of(PROJECTION), List.of(OLDER));
    Placeholders placeholders = expressions.placeholders();
    Projection projection = projection(engine, request, placeholders);
    placeholders.requireAllUsed();
    return projection;
  }

  /** Reads which attributes of items are wanted, or null for all. */
  static @Nullable Projection projection(
      Engine engine, Parameters request, Placeholders placeholders) {
    String text = request.text(PROJECTION);
    if (text != null) {
      return engine.expressions().projection(text, placeholders);
    }
    if (!request.has(OLDER)) {
      return null;
    }
    List<String> names = request.texts(OLDER);
    if (names.isEmpty()) {
      new Constraints().length(names, "attributesToGet", 1, Integer.MAX_VALUE).check();
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw DynamoDbException.parameters("Duplicate value in attribute name: " + name);
      }
    }
    return new Projection(names.stream().map(Path::to).toList());
  }
}
