package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Placeholders;
import io.weir.dynamodb.expression.Projection;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Query and Scan return of each item. */
record ReturnedAttributes(String select, @Nullable Projection projection) {

  private static final String ALL = "ALL_ATTRIBUTES";

  /** Reads what a request wants. */
  static ReturnedAttributes of(Engine engine, Parameters request, Placeholders placeholders) {
    Projection projection = ItemReads.projection(engine, request, placeholders);
    String select = request.text("Select", "");
    if (select.equals("SPECIFIC_ATTRIBUTES") && projection == null) {
      throw DynamoDbException.validation(
          "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
              + " SPECIFIC_ATTRIBUTES");
    }
    if (projection != null && !select.isEmpty() && !select.equals("SPECIFIC_ATTRIBUTES")) {
      String member = request.has("AttributesToGet") ? "AttributesToGet" : "ProjectionExpression";
      throw DynamoDbException.validation(
          "Cannot specify the "
              + member
              + " when choosing to get "
              + (select.equals("COUNT") ? "only the Count" : select));
    }
    if (select.equals("ALL_PROJECTED_ATTRIBUTES") && !request.has("IndexName")) {
      throw DynamoDbException.validation(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    return new ReturnedAttributes(select, projection);
  }

  /** Requires that what is read has what is wanted. */
  void requireFor(TableDefinition table, View view) {
    IndexDefinition index = view.index();
    if (index == null || !index.global() || index.projected().all()) {
      return;
    }
    if (select.equals(ALL)) {
      throw DynamoDbException.parameters(
          "Select type ALL_ATTRIBUTES is not supported for global secondary index "
              + index.name()
              + " because its projection type is not ALL");
    }
    if (projection != null) {
      Set<String> there = index.attributes(table.key());
      List<String> missing =
          projection.paths().stream()
              .map(Path::attribute)
              .filter(it -> !there.contains(it))
              .toList();
      if (!missing.isEmpty()) {
        throw DynamoDbException.parameters(
            "One or more attributes are not projected into the global secondary index "
                + index.name()
                + ": "
                + missing);
      }
    }
  }

  /** Says whether items are wanted whole though the index has parts: a local index fetches them. */
  boolean wantsWhole(View view) {
    IndexDefinition index = view.index();
    return index != null && !index.global() && (select.equals(ALL) || projection != null);
  }

  boolean countOnly() {
    return select.equals("COUNT");
  }

  Item of(Item item) {
    return projection == null ? item : projection.of(item);
  }
}
