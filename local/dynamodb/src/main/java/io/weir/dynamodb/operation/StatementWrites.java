package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.expression.Projection;
import io.weir.dynamodb.partiql.Statement;
import io.weir.dynamodb.partiql.Statement.Erase;
import io.weir.dynamodb.partiql.Statement.Insert;
import io.weir.dynamodb.partiql.Statement.Modify;
import io.weir.dynamodb.partiql.Statement.Returning;
import io.weir.dynamodb.partiql.Statement.Select;
import io.weir.dynamodb.partiql.Statement.Where;
import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.KeyRules;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Write;
import io.weir.dynamodb.value.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What statements write, in the engine's terms. */
final class StatementWrites {

  private StatementWrites() {}

  /** Returns the write that a statement asks for, which is no SELECT. */
  static Write of(Statement statement, Table table) {
    if (statement instanceof Insert insert) {
      return Drafts.put(table, insert.item(), item -> item.attributes().isEmpty());
    }
    if (statement instanceof Modify modify) {
      Condition condition = modify.where().condition();
      return Drafts.update(
          table,
          key(statement, table),
          modify.update(),
          item -> !item.attributes().isEmpty() && condition.holds(item));
    }
    if (statement instanceof Erase erase) {
      Condition condition = erase.where().condition();
      boolean keyAlone = keyAlone(erase.where(), table);
      return Write.delete(
          table,
          key(statement, table),
          item -> item.attributes().isEmpty() ? keyAlone : condition.holds(item));
    }
    throw DynamoDbException.internal("a SELECT writes nothing");
  }

  /**
   * Whether a clause says the key and nothing else: then an item that is not there is no failure.
   */
  private static boolean keyAlone(Where where, Table table) {
    return where.choices().isEmpty()
        && where.tests().stream()
            .allMatch(
                it ->
                    it.test() == KeyClause.Test.EQUAL
                        && table.definition().key().has(it.attribute()))
        && where.condition().holds(where.key(table.definition().key().all()));
  }

  /** Returns the key of the one item that a statement is for. */
  static Item key(Statement statement, Table table) {
    List<String> names = table.definition().key().all();
    if (statement instanceof Insert insert) {
      KeyRules.requireKeys(table.definition(), insert.item());
      return insert.item().only(names);
    }
    Where where;
    if (statement instanceof Modify modify) {
      where = modify.where();
    } else if (statement instanceof Erase erase) {
      where = erase.where();
    } else {
      where = ((Select) statement).where();
    }
    Item key = where.key(names);
    KeyRules.requireExactKey(table.definition(), key);
    return key;
  }

  /** Returns what a write answers with, if it answers with anything. */
  static @Nullable Item returned(Statement statement, Change change) {
    if (statement instanceof Erase erase) {
      return erase.returning() == Returning.ALL_OLD ? change.before() : null;
    }
    if (!(statement instanceof Modify modify)) {
      return null;
    }
    Item item =
        switch (modify.returning()) {
          case NONE -> null;
          case ALL_OLD, MODIFIED_OLD -> change.before();
          case ALL_NEW, MODIFIED_NEW -> change.after();
        };
    boolean part =
        modify.returning() == Returning.MODIFIED_OLD
            || modify.returning() == Returning.MODIFIED_NEW;
    return part && item != null ? new Projection(modify.update().paths()).of(item) : item;
  }
}
