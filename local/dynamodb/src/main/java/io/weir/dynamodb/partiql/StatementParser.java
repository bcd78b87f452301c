package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.partiql.Statement.Returning;
import io.weir.dynamodb.partiql.Statement.Where;
import io.weir.dynamodb.partiql.Term.Parameters;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one statement's text. */
final class StatementParser {

  private final Words words;
  private final Parameters parameters = new Parameters();

  StatementParser(String text) {
    this.words = new Words(text);
  }

  /**
   * Returns what makes the statement out of its parameters.
   *
   * @throws DynamoDbException if the text is no statement
   */
  Template parse() {
    Function<List<Value>, Statement> statement;
    if (words.skip("INSERT")) {
      statement = insert();
    } else if (words.skip("SELECT")) {
      statement = select();
    } else if (words.skip("UPDATE")) {
      statement = update();
    } else if (words.skip("DELETE")) {
      statement = delete();
    } else {
      throw words.unexpected("expected SELECT, INSERT, UPDATE or DELETE");
    }
    words.skip(";");
    if (words.peek().kind() != Words.Kind.END) {
      throw words.unexpected("expected the end of the statement");
    }
    return new Template(parameters.count(), statement);
  }

  /**
   * A statement without its parameters.
   *
   * @param parameters how many it takes
   */
  record Template(int parameters, Function<List<Value>, Statement> statement) {}

  private Function<List<Value>, Statement> insert() {
    words.expect("INTO");
    String table = words.name();
    words.expect("VALUE");
    Term term = Term.parse(words, parameters);
    return given -> {
      if (term.value(given) instanceof Value.M map) {
        return new Statement.Insert(table, Item.of(map.entries()));
      }
      throw DynamoDbException.validation("The value of an INSERT must be a map");
    };
  }

  private Function<List<Value>, Statement> select() {
    List<Path> paths = new ArrayList<>();
    if (!words.skip("*")) {
      do {
        paths.add(FilterParser.path(words));
      } while (words.skip(","));
    }
    words.expect("FROM");
    String table = words.name();
    Optional<String> index = words.skip(".") ? Optional.of(words.name()) : Optional.empty();
    Function<List<Value>, Where> where = where();
    boolean descending = order();
    return given -> new Statement.Select(table, index, paths, where.apply(given), descending);
  }

  private boolean order() {
    if (!words.skip("ORDER")) {
      return false;
    }
    words.expect("BY");
    boolean descending;
    do {
      words.name();
      descending = words.skip("DESC");
      if (!descending) {
        words.skip("ASC");
      }
    } while (words.skip(","));
    return descending;
  }

  private Function<List<Value>, Statement> update() {
    String table = words.name();
    UpdateClauses clauses = new UpdateClauses(words, parameters);
    clauses.parse();
    Function<List<Value>, Where> where = where();
    Returning returning = returning();
    return given ->
        new Statement.Modify(table, clauses.update(given), where.apply(given), returning);
  }

  private Function<List<Value>, Statement> delete() {
    words.expect("FROM");
    String table = words.name();
    Function<List<Value>, Where> where = where();
    Returning returning = returning();
    return given -> new Statement.Erase(table, where.apply(given), returning);
  }

  private Function<List<Value>, Where> where() {
    if (!words.skip("WHERE")) {
      return given -> Where.EVERY;
    }
    Filter filter = new FilterParser(words, parameters).parse();
    return given -> Where.of(filter, given);
  }

  private Returning returning() {
    if (!words.skip("RETURNING")) {
      return Returning.NONE;
    }
    boolean modified = words.skip("MODIFIED");
    if (!modified) {
      words.expect("ALL");
    }
    boolean old = words.skip("OLD");
    if (!old) {
      words.expect("NEW");
    }
    words.expect("*");
    if (modified) {
      return old ? Returning.MODIFIED_OLD : Returning.MODIFIED_NEW;
    }
    return old ? Returning.ALL_OLD : Returning.ALL_NEW;
  }
}
