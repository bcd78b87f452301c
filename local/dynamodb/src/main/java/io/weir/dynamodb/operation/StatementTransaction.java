package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.Statement;
import io.weir.dynamodb.partiql.Statement.Insert;
import io.weir.dynamodb.partiql.Statement.Select;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Attempt;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Write;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statements of which all are carried out, or none. */
final class StatementTransaction {

  private static final int FACTOR = 2;

  private final Engine engine;
  private final ConsumedCapacity consumed;

  StatementTransaction(Engine engine, ConsumedCapacity consumed) {
    this.engine = engine;
    this.consumed = consumed;
  }

  JsonNode answer(List<Statement> statements, List<Boolean> itemsOnFailure) {
    List<Table> tables = statements.stream().map(it -> engine.tables().named(it.table())).toList();
    Set<List<Object>> keys = new HashSet<>();
    for (int i = 0; i < statements.size(); i++) {
      Item key = StatementWrites.key(statements.get(i), tables.get(i));
      if (!keys.add(List.of(tables.get(i).name(), key))) {
        throw DynamoDbException.validation(
            "Transaction request cannot include multiple operations on one item");
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode responses = answer.putArray("Responses");
    boolean reads = statements.get(0) instanceof Select;
    if (reads) {
      engine.tables().readTogether(tables, () -> read(statements, tables, responses));
    } else {
      write(statements, tables, itemsOnFailure);
      statements.forEach(it -> responses.addObject());
    }
    consumed.putAll(answer, reads ? "Read" : "Write");
    return answer;
  }

  private ArrayNode read(List<Statement> statements, List<Table> tables, ArrayNode responses) {
    CancellationReasons reasons = new CancellationReasons(statements.size());
    for (int i = 0; i < statements.size(); i++) {
      Table table = tables.get(i);
      StatementSearch search = new StatementSearch(table, (Select) statements.get(i));
      Access access = Access.reading(table, null, search.partition());
      reasons.unless(i, () -> consumed.admit(access));
      List<Item> found = search.read(null, 1).items();
      ObjectNode response = responses.addObject();
      found.forEach(it -> response.set("Item", ValueJson.write(it)));
      long bytes = found.stream().mapToLong(Item::size).sum();
      consumed.read(access, FACTOR * Capacity.readUnits(bytes, true));
    }
    reasons.throwIfAny();
    return responses;
  }

  private void write(List<Statement> statements, List<Table> tables, List<Boolean> itemsOnFailure) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      writes.add(StatementWrites.of(statements.get(i), tables.get(i)));
    }
    List<Attempt> attempts = engine.tables().writeAll(writes);
    List<String> codes = new ArrayList<>();
    ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
    boolean refused = false;
    for (int i = 0; i < attempts.size(); i++) {
      ObjectNode reason = reasons.addObject();
      if (attempts.get(i) instanceof Attempt.Refused refusal) {
        refused = true;
        boolean duplicate = refusal.byCondition() && statements.get(i) instanceof Insert;
        reason.put("Code", duplicate ? "DuplicateItem" : code(refusal));
        reason.put(
            "Message",
            duplicate ? "Duplicate primary key exists in table" : refusal.error().text());
        if (itemsOnFailure.get(i) && refusal.item() != null) {
          reason.set("Item", ValueJson.write(refusal.item()));
        }
      } else {
        reason.put("Code", "None");
        consumed.wrote(((Attempt.Ready) attempts.get(i)).change(), FACTOR);
      }
      codes.add(reason.path("Code").asText());
    }
    if (refused) {
      throw cancelled(codes, reasons);
    }
  }

  private static String code(Attempt.Refused refused) {
    return CancellationReasons.code(refused.error());
  }

  private static DynamoDbException cancelled(List<String> codes, ArrayNode reasons) {
    DynamoDbException cancelled =
        DynamoDbException.of(
            "TransactionCanceledException",
            "Transaction cancelled, please refer cancellation reasons for specific reasons ["
                + String.join(", ", codes)
                + "]");
    cancelled.members().set("CancellationReasons", reasons);
    return cancelled;
  }
}
