package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.Statement;
import io.weir.dynamodb.partiql.Statement.Select;
import io.weir.dynamodb.partiql.Statements;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Attempt;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The operations of PartiQL: one statement, a batch of them, and a transaction of them. */
final class StatementOperations {

  private static final int MOST_IN_BATCH = 25;
  private static final int MOST_IN_TRANSACTION = 100;
  private static final String DUPLICATE = "DuplicateItemException";

  private final Engine engine;
  private final Statements statements = new Statements();

  StatementOperations(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of(
        "ExecuteStatement", this::execute,
        "BatchExecuteStatement", this::batch,
        "ExecuteTransaction", this::transaction);
  }

  /** A statement of a request, and what it asks beside. */
  private record Asked(Statement statement, Parameters parameters, boolean itemOnFailure) {

    boolean reads() {
      return statement instanceof Select;
    }
  }

  private Asked read(Parameters parameters) {
    new Constraints().required(parameters, "Statement").check();
    List<Value> values = parameters.list("Parameters").stream().map(ValueJson::read).toList();
    return new Asked(
        statements.read(parameters.text("Statement", ""), values),
        parameters,
        parameters.text("ReturnValuesOnConditionCheckFailure", "NONE").equals("ALL_OLD"));
  }

  private JsonNode execute(Parameters request) {
    new Constraints()
        .required(request, "Statement")
        .consumedCapacity(request)
        .range(request, "Limit", 1, Integer.MAX_VALUE)
        .check();
    Asked asked = read(request);
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("Items");
    if (asked.statement() instanceof Select select) {
      StatementSearch.Found page = page(select, request, consumed);
      page.items().forEach(it -> items.add(ValueJson.write(it)));
      if (page.next() != null) {
        answer.put("NextToken", page.next());
      }
    } else {
      Item returned = write(asked, consumed);
      if (returned != null) {
        items.add(ValueJson.write(returned));
      }
    }
    consumed.putOne(answer);
    return answer;
  }

  private StatementSearch.Found page(Select select, Parameters request, ConsumedCapacity consumed) {
    Table table = engine.tables().named(select.table());
    boolean consistent = request.flag("ConsistentRead");
    String index = select.index().orElse(null);
    if (consistent
        && index != null
        && table.definition().index(index).filter(it -> it.global()).isPresent()) {
      throw DynamoDbException.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    Long limit = request.number("Limit");
    StatementSearch search = new StatementSearch(table, select);
    Access access = consumed.admit(Access.reading(table, index, search.partition()));
    StatementSearch.Found page =
        search.read(
            request.text("NextToken"), limit == null ? Integer.MAX_VALUE : Math.toIntExact(limit));
    consumed.read(access, Capacity.readUnits(page.bytes(), consistent));
    return page;
  }

  private @Nullable Item write(Asked asked, ConsumedCapacity consumed) {
    Table table = engine.tables().named(asked.statement().table());
    Attempt attempt = engine.tables().write(StatementWrites.of(asked.statement(), table));
    if (attempt instanceof Attempt.Refused refused) {
      throw refusal(asked, refused);
    }
    Change change = ((Attempt.Ready) attempt).change();
    consumed.wrote(change, 1);
    return StatementWrites.returned(asked.statement(), change);
  }

  private static DynamoDbException refusal(Asked asked, Attempt.Refused refused) {
    return asked.statement() instanceof Statement.Insert && refused.byCondition()
        ? DynamoDbException.of(DUPLICATE, "Duplicate primary key exists in table")
        : ItemWrites.refusal(refused, asked.itemOnFailure());
  }

  private JsonNode batch(Parameters request) {
    List<Parameters> parts = request.structures("Statements");
    new Constraints()
        .length(request.list("Statements"), "statements", 1, MOST_IN_BATCH)
        .consumedCapacity(request)
        .check();
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode responses = answer.putArray("Responses");
    Set<List<Object>> keys = new HashSet<>();
    List<BiFunction<ObjectNode, ConsumedCapacity, @Nullable Item>> actions = new ArrayList<>();
    for (Parameters part : parts) {
      actions.add(action(part, keys));
    }
    for (BiFunction<ObjectNode, ConsumedCapacity, @Nullable Item> action : actions) {
      ObjectNode response = responses.addObject();
      try {
        Item item = action.apply(response, consumed);
        if (item != null) {
          response.set("Item", ValueJson.write(item));
        }
      } catch (DynamoDbException e) {
        if (e.status() != DynamoDbException.BAD_REQUEST) {
          throw e;
        }
        response.set("Error", error(e));
      }
    }
    consumed.putAll(answer, null);
    return answer;
  }

  /** Reads a statement of a batch; what is wrong with it alone is told when its turn comes. */
  private BiFunction<ObjectNode, ConsumedCapacity, @Nullable Item> action(
      Parameters part, Set<List<Object>> keys) {
    try {
      Asked asked = read(part);
      Table table = engine.tables().named(asked.statement().table());
      Item key = StatementWrites.key(asked.statement(), table);
      if (!keys.add(List.of(table.name(), key))) {
        throw new DuplicateKeyException();
      }
      return (response, consumed) -> {
        response.put("TableName", table.name());
        return asked.reads()
            ? found((Select) asked.statement(), asked.parameters(), consumed)
            : write(asked, consumed);
      };
    } catch (DynamoDbException e) {
      return (response, consumed) -> {
        throw e;
      };
    } catch (DuplicateKeyException e) {
      throw DynamoDbException.validation("Provided list of item keys contains duplicates");
    }
  }

  /** Says that two statements of a batch are for one item, which refuses the whole batch. */
  private static final class DuplicateKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private @Nullable Item found(Select select, Parameters request, ConsumedCapacity consumed) {
    List<Item> items = page(select, request, consumed).items();
    return items.isEmpty() ? null : items.get(0);
  }

  private static ObjectNode error(DynamoDbException e) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("Code", CancellationReasons.code(e)).put("Message", e.text());
    CancellationReasons.putItem(error, e);
    return error;
  }

  private JsonNode transaction(Parameters request) {
    new Constraints()
        .length(request.list("TransactStatements"), "transactStatements", 1, MOST_IN_TRANSACTION)
        .consumedCapacity(request)
        .check();
    List<Asked> all = request.structures("TransactStatements").stream().map(this::read).toList();
    long reading = all.stream().filter(Asked::reads).count();
    if (reading != 0 && reading != all.size()) {
      throw DynamoDbException.validation(
          "Transaction request must contain only read or only write statements");
    }
    return new StatementTransaction(engine, new ConsumedCapacity(engine, request))
        .answer(
            all.stream().map(Asked::statement).toList(),
            all.stream().map(Asked::itemOnFailure).toList());
  }
}
