package io.weir.dynamodb.partiql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.Statement.Erase;
import io.weir.dynamodb.partiql.Statement.Insert;
import io.weir.dynamodb.partiql.Statement.Modify;
import io.weir.dynamodb.partiql.Statement.Returning;
import io.weir.dynamodb.partiql.Statement.Select;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements say. */
class StatementsTest {

  private final Statements statements = new Statements();

  private Statement read(String text, Value... parameters) {
    return statements.read(text, List.of(parameters));
  }

  private static Value text(String text) {
    return new Value.S(text);
  }

  private static Value number(int number) {
    return new Value.N(BigDecimal.valueOf(number));
  }

  @Test
  void anInsertHasLiteralsAndParameters() {
    Insert insert =
        (Insert)
            read(
                "INSERT INTO \"My.Table\" VALUE {'id': ?, 'n': -12, 'it''s': [1, {'x': true}],"
                    + " 'set': <<'a', 'b'>>, 'none': NULL}",
                text("key"));

    assertThat(insert.table()).isEqualTo("My.Table");
    assertThat(insert.item())
        .isEqualTo(
            Item.of(
                Map.of(
                    "id",
                    text("key"),
                    "n",
                    number(-12),
                    "it's",
                    new Value.L(List.of(number(1), new Value.M(Map.of("x", Value.TRUE)))),
                    "set",
                    new Value.SS(Set.of("a", "b")),
                    "none",
                    Value.NULL)));
  }

  @Test
  void aStatementIsReadOnceAndBoundEachTime() {
    String text = "INSERT INTO T VALUE {'id': ?}";

    assertThat(((Insert) read(text, text("1"))).item().get("id")).isEqualTo(text("1"));
    assertThat(((Insert) read(text, text("2"))).item().get("id")).isEqualTo(text("2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = 1 | true",
        "a <> 1 | false",
        "a > 0 AND NOT b = 'x' | true",
        "(a = 2 OR a = 1) AND b = 'text' | true",
        "a BETWEEN 1 AND 3 | true",
        "a NOT BETWEEN 2 AND 3 | true",
        "a IN [5, 1] | true",
        "a IN (5, 6) | false",
        "begins_with(b, 'te') | true",
        "contains(\"b\", 'ex') | true",
        "attribute_type(b, 'S') | true",
        "size(b) = 4 | true",
        "m.x.y[1] = 8 | true",
        "m['x'].y[0] = 7 | true",
        "gone IS MISSING | true",
        "gone IS NOT MISSING | false",
        "nothing IS NULL | true",
        "gone = 1 | false",
        "a -1 = 0 | error"
      })
  void aFilterIsTrueOrFalseOfAnItem(String filter, String expected) {
    Item item =
        Item.of(
            Map.of(
                "a",
                number(1),
                "b",
                text("text"),
                "nothing",
                Value.NULL,
                "m",
                new Value.M(
                    Map.of(
                        "x",
                        new Value.M(Map.of("y", new Value.L(List.of(number(7), number(8)))))))));
    String statement = "SELECT * FROM T WHERE " + filter;
    if (expected.equals("error")) {
      assertThatThrownBy(() -> read(statement)).isInstanceOf(DynamoDbException.class);
      return;
    }

    assertThat(((Select) read(statement)).where().condition().holds(item))
        .isEqualTo(Boolean.parseBoolean(expected));
  }

  @Test
  void aSelectNamesItsPathsByTheirLastNames() {
    Select select = (Select) read("SELECT id, m.x, l[1] FROM \"T\".\"byX\" WHERE id = 'a'");

    assertThat(select.index()).contains("byX");
    assertThat(
            select.of(
                Item.of(
                    Map.of(
                        "id",
                        text("a"),
                        "m",
                        new Value.M(Map.of("x", number(1))),
                        "l",
                        new Value.L(List.of(number(2), number(3))),
                        "more",
                        text("no")))))
        .isEqualTo(Item.of(Map.of("id", text("a"), "x", number(1), "l[1]", number(3))));
  }

  @Test
  void anUpdateSetsComputesAndRemoves() {
    Modify modify =
        (Modify)
            read(
                "UPDATE T SET n = n + 2, copy = old SET l = list_append(l, [?])"
                    + " REMOVE old WHERE id = 'a' RETURNING ALL NEW *",
                number(9));

    assertThat(modify.returning()).isEqualTo(Returning.ALL_NEW);
    assertThat(
            modify
                .update()
                .apply(
                    Item.of(
                        Map.of(
                            "n", number(1),
                            "old", text("x"),
                            "l", new Value.L(List.of(number(8)))))))
        .isEqualTo(
            Item.of(
                Map.of(
                    "n", number(3),
                    "copy", text("x"),
                    "l", new Value.L(List.of(number(8), number(9))))));
  }

  @Test
  void aDeleteNeedsEachKeyAttribute() {
    Erase erase = (Erase) read("DELETE FROM T WHERE id = 'a' AND v > 1");

    assertThat(erase.where().key(List.of("id"))).isEqualTo(Item.of(Map.of("id", text("a"))));
    assertThatThrownBy(() -> erase.where().key(List.of("id", "v")))
        .hasMessageContaining("mandatory equality on all key attributes");
  }

  @Test
  void theNumberOfParametersMustBeRight() {
    assertThatThrownBy(() -> read("SELECT * FROM T WHERE a = ?"))
        .hasMessage("Number of parameters in request and statement don't match.");
    assertThatThrownBy(() -> read("SELECT * FROM T", text("a")))
        .hasMessage("Number of parameters in request and statement don't match.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECTT * FROMM T",
        "SELECT * FROM T WHERE",
        "SELECT * FROM T WHERE a",
        "SELECT * FROM T WHERE a = 'open",
        "SELECT * FROM T; SELECT * FROM T",
        "INSERT INTO T VALUE {'a' 1}",
        "INSERT INTO T VALUE {a: 1}",
        "INSERT INTO T VALUE 1",
        "UPDATE T WHERE a = 1",
        "UPDATE T SET a = nonsense(b, 1) WHERE a = 1",
        "DELETE T",
        "INSERT INTO T VALUE {'a': <<1, 'b'>>}"
      })
  void whatIsNotWellFormedIsAValidationError(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            DynamoDbException.class, e -> assertThat(e.type()).isEqualTo("ValidationException"));
  }

  @Test
  void endlessNestingIsRefused() {
    for (String text :
        List.of(
            "INSERT INTO t VALUE {'a': " + "[".repeat(4000),
            "SELECT * FROM t WHERE " + "(".repeat(4000),
            "SELECT * FROM t WHERE " + "NOT ".repeat(1500) + "a = 1")) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("nested more than 100 times");
    }
  }
}
