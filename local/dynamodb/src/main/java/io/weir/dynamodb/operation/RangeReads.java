package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.expression.Placeholders;
import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations that read many items: Query and Scan. */
final class RangeReads {

  private static final String KEYS = "KeyConditionExpression";
  private static final String FILTER = "FilterExpression";
  private static final String PROJECTION = "ProjectionExpression";

  private final Engine engine;

  RangeReads(Engine engine) {
    this.engine = engine;
  }

  Map<String, Operation> all() {
    return Map.of("Query", this::query, "Scan", this::scan);
  }

  private static Constraints constraints(Parameters request) {
    return new Constraints()
        .tableName(request)
        .indexName(request)
        .consumedCapacity(request)
        .oneOf(
            request,
            "Select",
            "SPECIFIC_ATTRIBUTES",
            "COUNT",
            "ALL_ATTRIBUTES",
            "ALL_PROJECTED_ATTRIBUTES")
        .oneOf(request, "ConditionalOperator", "OR", "AND");
  }

  private JsonNode query(Parameters request) {
    constraints(request).check();
    Long limit = request.number("Limit");
    if (limit != null && limit < 1) {
      throw DynamoDbException.validation(
          "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must"
              + " have value greater than or equal to 1");
    }
    ExpressionParameters expressions =
        new ExpressionParameters(
            request,
            List.of(FILTER, KEYS, PROJECTION),
            List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"));
    Placeholders placeholders = expressions.placeholders();
    String text = expressions.text(KEYS);
    if (text == null && !request.has("KeyConditions")) {
      throw DynamoDbException.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    List<KeyClause> clauses =
        text == null
            ? LegacyConditions.keyConditions(request)
            : engine.expressions().keyCondition(text, placeholders);
    Set<String> filtered = new HashSet<>();
    Condition filter = filter(request, "QueryFilter", placeholders, filtered);
    ReturnedAttributes selection = ReturnedAttributes.of(engine, request, placeholders);
    placeholders.requireAllUsed();
    Table table = engine.tables().named(TableNames.of(request));
    View view = view(request, table);
    selection.requireFor(table.definition(), view);
    KeyConditions conditions = new KeyConditions(table.definition(), view, clauses);
    View.Range range = conditions.range();
    refuseKeysIn(filtered, view);
    boolean forward = !request.has("ScanIndexForward") || request.flag("ScanIndexForward");
    View.Range rest = StartKey.after(request, table, view, range, forward);
    Page.Plan plan = new Page.Plan(table, view, rest, forward, limit(request));
    return page(request, plan, filter, selection, conditions.partition());
  }

  private JsonNode scan(Parameters request) {
    constraints(request)
        .range(request, "Limit", 1, Integer.MAX_VALUE)
        .range(request, "TotalSegments", 1, 1_000_000)
        .range(request, "Segment", 0, 999_999)
        .check();
    ExpressionParameters expressions =
        new ExpressionParameters(
            request,
            List.of(FILTER, PROJECTION),
            List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"));
    Placeholders placeholders = expressions.placeholders();
    View.Range segment = segment(request);
    Condition filter = filter(request, "ScanFilter", placeholders, new HashSet<>());
    ReturnedAttributes selection = ReturnedAttributes.of(engine, request, placeholders);
    placeholders.requireAllUsed();
    Table table = engine.tables().named(TableNames.of(request));
    View view = view(request, table);
    selection.requireFor(table.definition(), view);
    View.Range rest = StartKey.after(request, table, view, segment, true);
    Page.Plan plan = new Page.Plan(table, view, rest, true, limit(request));
    return page(request, plan, filter, selection, Item.empty());
  }

  private static View.Range segment(Parameters request) {
    Long segment = request.number("Segment");
    Long total = request.number("TotalSegments");
    if (segment != null && total == null) {
      throw DynamoDbException.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (segment == null && total != null) {
      throw DynamoDbException.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    if (segment == null || total == null) {
      return View.Range.ALL;
    }
    if (segment >= total) {
      throw DynamoDbException.validation(
          "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
              + " Segment: "
              + segment
              + " is not less than TotalSegments: "
              + total);
    }
    return View.Range.segment(segment.intValue(), total.intValue());
  }

  private static long limit(Parameters request) {
    Long limit = request.number("Limit");
    return limit == null ? Long.MAX_VALUE : limit;
  }

  private Condition filter(
      Parameters request, String older, Placeholders placeholders, Set<String> attributes) {
    String text = request.text(FILTER);
    if (text != null) {
      return engine.expressions().filter(text, placeholders, attributes);
    }
    request.entries(older).forEach(it -> attributes.add(it.getKey()));
    return LegacyConditions.filter(request, older);
  }

  private static View view(Parameters request, Table table) {
    View view = table.view(request.text("IndexName"));
    if (request.flag("ConsistentRead") && view.index() != null && view.index().global()) {
      throw DynamoDbException.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return view;
  }

  private static void refuseKeysIn(Set<String> filtered, View view) {
    for (String attribute : filtered) {
      if (view.layout().schema().has(attribute)) {
        throw DynamoDbException.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + attribute);
      }
    }
  }

  private JsonNode page(
      Parameters request,
      Page.Plan plan,
      Condition filter,
      ReturnedAttributes selection,
      Item partition) {
    ConsumedCapacity consumed = new ConsumedCapacity(engine, request);
    String index = plan.view().index() == null ? null : plan.view().index().name();
    Access access = consumed.admit(Access.reading(plan.table(), index, partition));
    Page page = Page.read(plan, filter, selection.wantsWhole(plan.view()));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (!selection.countOnly()) {
      ArrayNode items = answer.putArray("Items");
      page.items().forEach(it -> items.add(ValueJson.write(selection.of(it))));
    }
    answer.put("Count", page.items().size());
    answer.put("ScannedCount", page.scanned());
    Item last = page.last();
    if (last != null) {
      answer.set("LastEvaluatedKey", ValueJson.write(last.only(plan.view().layout().attributes())));
    }
    consumed.read(access, Capacity.readUnits(page.bytes(), request.flag("ConsistentRead")));
    consumed.putOne(answer);
    return answer;
  }
}
