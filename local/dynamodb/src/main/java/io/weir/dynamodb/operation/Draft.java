package io.weir.dynamodb.operation;

import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Update;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Write;
import java.util.List;
import java.util.function.Function;

/**
 * A write as a request asks for it, before the table is known: its values and expressions are
 * right.
 */
public record Draft(
    String tableName,
    Function<Table, Write> onTable,
    List<Path> updated,
    boolean returnsItemOnFailure) {

  /** What the drafts of one request's parts have in common. */
  record Asked(Parameters parameters, Condition condition) {

    Draft draft(Function<Table, Write> onTable, List<Path> updated) {
      return new Draft(
          TableNames.of(parameters),
          onTable,
          updated,
          parameters.text("ReturnValuesOnConditionCheckFailure", "NONE").equals("ALL_OLD"));
    }

    Draft draft(Function<Table, Write> onTable) {
      return draft(onTable, List.of());
    }

    Draft draft(Function<Table, Write> onTable, Update update) {
      return draft(onTable, update.paths());
    }
  }
}
