package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Projection;
import io.weir.dynamodb.table.Attempt;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations that write one item: PutItem, UpdateItem and DeleteItem. */
final class ItemWrites {

  private static final String RETURN = "ReturnValues";

  private final Engine engine;
  private final Drafts drafts;

  ItemWrites(Engine engine) {
    this.engine = engine;
    this.drafts = new Drafts(engine);
  }

  Map<String, Operation> all() {
    return Map.of(
        "PutItem", this::put,
        "UpdateItem", this::update,
        "DeleteItem", this::delete);
  }

  private JsonNode put(Parameters request) {
    constraints(request, "Item").check();
    refuseReturn(request);
    return write(request, drafts::put);
  }

  private JsonNode delete(Parameters request) {
    constraints(request, "Key").check();
    refuseReturn(request);
    return write(request, drafts::delete);
  }

  private JsonNode update(Parameters request) {
    constraints(request, "Key").check();
    return write(request, drafts::update);
  }

  private static Constraints constraints(Parameters request, String required) {
    return new Constraints().tableName(request).required(request, required).writing(request);
  }

  private static void refuseReturn(Parameters request) {
    if (!Set.of("NONE", "ALL_OLD").contains(request.text(RETURN, "NONE"))) {
      throw DynamoDbException.validation("Return values set to invalid value");
    }
  }

  private JsonNode write(Parameters request, Function<Parameters, Draft> reader) {
    Draft draft = reader.apply(request);
    Table table = engine.tables().named(draft.tableName());
    Attempt attempt = engine.tables().write(draft.onTable().apply(table));
    if (attempt instanceof Attempt.Refused refused) {
      throw refusal(refused, draft.returnsItemOnFailure());
    }
    Change change = ((Attempt.Ready) attempt).change();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    Item returned = returned(request.text(RETURN, "NONE"), draft, change);
    if (returned != null) {
      answer.set("Attributes", ValueJson.write(returned));
    }
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    consumed.wrote(change, 1);
    consumed.putOne(answer);
    if (ItemCollections.wanted(request, table)) {
      answer.set("ItemCollectionMetrics", ItemCollections.metrics(table, change.key()));
    }
    return answer;
  }

  /**
   * Returns the error of a refused write, with the item if its condition failed and it is wanted.
   */
  static DynamoDbException refusal(Attempt.Refused refused, boolean withItem) {
    if (withItem && refused.byCondition() && refused.item() != null) {
      refused.error().members().set("Item", ValueJson.write(refused.item()));
    }
    return refused.error();
  }

  private static @Nullable Item returned(String which, Draft draft, Change change) {
    Item item =
        switch (which) {
          case "ALL_OLD", "UPDATED_OLD" -> change.before();
          case "ALL_NEW", "UPDATED_NEW" -> change.after();
          default -> null;
        };
    if (item == null || !which.startsWith("UPDATED")) {
      return item;
    }
    Item part = new Projection(draft.updated()).of(item);
    return part.attributes().isEmpty() ? null : part;
  }
}
