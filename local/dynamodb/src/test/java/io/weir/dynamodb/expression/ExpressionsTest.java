package io.weir.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Numbers;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What expressions say of items, and what is no expression. */
class ExpressionsTest {

  private static final String CONDITION = "ConditionExpression";
  private static final Item ITEM =
      Item.of(
          Map.of(
              "pk",
              text("key"),
              "n",
              number("5"),
              "tags",
              new Value.SS(Set.of("a", "b")),
              "list",
              new Value.L(List.of(text("x"), text("y"), text("z"))),
              "doc",
              new Value.M(Map.of("deep", new Value.M(Map.of("er", number("1")))))));

  private final Expressions expressions = new Expressions();

  @Test
  void andBindsMoreThanOrAndNotMoreThanAnd() {
    assertThat(holds("n = :five OR n = :six AND pk = :other")).isTrue();
    assertThat(holds("(n = :five OR n = :six) AND pk = :other")).isFalse();
    assertThat(holds("NOT n = :six AND pk = :key")).isTrue();
    assertThat(holds("not (n = :six and pk = :key)")).isTrue();
  }

  @Test
  void aMissingAttributeIsUnequalToEachValueAndNothingElse() {
    assertThat(holds("absent <> :five")).isTrue();
    for (String operator : List.of("=", "<", "<=", ">", ">=")) {
      assertThat(holds("absent " + operator + " :five")).as(operator).isFalse();
    }
    assertThat(holds("attribute_not_exists(absent)")).isTrue();
    assertThat(holds("attribute_exists(doc.deep.er)")).isTrue();
    assertThat(holds("attribute_exists(#l[3])")).isFalse();
  }

  @Test
  void functionsAskForTypesAndParts() {
    assertThat(holds("contains(tags, :a)")).isTrue();
    assertThat(holds("begins_with(pk, :k)")).isTrue();
    assertThat(holds("size(#l) = :three")).isTrue();
    assertThat(holds("attribute_type(doc, :typeM)")).isTrue();
    assertThat(holds("n IN (:six, :five)")).isTrue();
    assertThat(holds("n BETWEEN :five AND :six")).isTrue();
  }

  @Test
  void syntaxErrorsNameTheTokenAndWhatIsNearIt() {
    refused("n = ", "Syntax error; token: \"<EOF>\", near: \"= \"");
    refused("= :five", "Syntax error; token: \"=\", near: \"= :five\"");
    refused("n == :five", "Syntax error; token: \"=\", near: \"== :five\"");
    refused("n = :five )", "Syntax error; token: \")\", near: \":five )\"");
    refused("", "The expression can not be empty;");
    refused("((n = :five))", "The expression has redundant parentheses;");
  }

  @Test
  void namesAreCheckedBeforeValues() {
    refused("status = :none", "Attribute name is a reserved keyword; reserved keyword: status");
    refused(
        "#none = :none",
        "An expression attribute name used in the document path is not defined; attribute name:"
            + " #none");
    refused(
        "n = :none",
        "An expression attribute value used in expression is not defined; attribute value: :none");
    refused("foo(n)", "Invalid function name; function: foo");
    refused(
        "attribute_exists(n, pk)",
        "Incorrect number of operands for operator or function; operator or function:"
            + " attribute_exists, number of operands: 2");
    refused(
        "n < :flag",
        "Incorrect operand type for operator or function; operator or function: <, operand type:"
            + " BOOL");
  }

  @Test
  void whatIsNotUsedIsRefused() {
    Placeholders placeholders =
        new Placeholders(Map.of("#a", "n", "#b", "x"), Map.of(":v", number("1")));
    expressions.condition(CONDITION, "#a = :v", placeholders);

    assertThatThrownBy(placeholders::requireAllUsed)
        .hasMessage("Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}");
  }

  @Test
  void expressionsAreBounded() {
    String long4096 = "n = :five OR " + "n" + " ".repeat(4096 - 13 - 1 - 8) + "= :five ";
    assertThat(long4096).hasSize(4096);
    assertThat(holds(long4096)).isTrue();
    refused(
        long4096 + " ",
        "Expression size has exceeded the maximum allowed size; expression size: 4097");
    refused("(".repeat(2000), "The expression is nested too deeply; maximum depth: 150");
    refused(
        IntStream.range(0, 200).mapToObj(i -> "n = :five").collect(Collectors.joining(" OR ")),
        "The expression contains more operators than are allowed; maximum number of operators:"
            + " 300");
    refused(
        "n IN (" + ":five,".repeat(100) + ":five)",
        "The IN operator is provided with too many operands; number of operands: 101");
  }

  @Test
  void pathsGoTo32Levels() {
    String path = "a" + ".a".repeat(31);
    assertThat(holds("attribute_not_exists(" + path + ")")).isTrue();
    refused(
        "attribute_not_exists(" + path + ".a)",
        "The document path has too many nesting elements; nesting level: 33");
  }

  @Test
  void anUpdateOf300AttributesIsDone() {
    String sets =
        IntStream.range(0, 300).mapToObj(i -> "a" + i + "=:five").collect(Collectors.joining(","));

    Item updated = update("SET " + sets);

    assertThat(updated.attributes()).hasSize(305).containsEntry("a299", number("5"));
  }

  @Test
  void operandsSayWhatTheItemWasBefore() {
    Item updated = update("SET n = n + :five, past = n, fresh = if_not_exists(absent, :key)");

    assertThat(updated.get("n")).isEqualTo(number("10"));
    assertThat(updated.get("past")).isEqualTo(number("5"));
    assertThat(updated.get("fresh")).isEqualTo(text("key"));
  }

  @Test
  void elementsPastTheEndAreAppendedAndRemovalsGoByTheOldIndexes() {
    assertThat(update("SET #l[9] = :key, #l[7] = :a").get("list"))
        .isEqualTo(list("x", "y", "z", "a", "key"));
    assertThat(update("REMOVE #l[0], #l[1], #l[7]").get("list")).isEqualTo(list("z"));
  }

  @Test
  void aSetThatLosesItsLastElementIsGone() {
    assertThat(update("DELETE tags :both").has("tags")).isFalse();
    assertThat(update("ADD n :five, counted :six").get("counted")).isEqualTo(number("6"));
  }

  @Test
  void updatesAreRefusedAsByAws() {
    updateRefused(
        "SET doc = :five, doc.deep = :five",
        "Invalid UpdateExpression: Two document paths overlap with each other; must remove or"
            + " rewrite one of these paths; path one: [doc], path two: [doc, deep]");
    updateRefused(
        "SET doc.a = :five, doc[0] = :five",
        "Invalid UpdateExpression: Two document paths conflict with each other; must remove or"
            + " rewrite one of these paths; path one: [doc, a], path two: [doc, [0]]");
    updateRefused(
        "SET n = :five SET pk = :five",
        "Invalid UpdateExpression: The \"SET\" section can only be used once in an update"
            + " expression;");
    updateRefused(
        "SET absent.field = :five",
        "The document path provided in the update expression is invalid for update");
    updateRefused(
        "SET x = absent",
        "The provided expression refers to an attribute that does not exist in the item");
    updateRefused("ADD pk :five", "An operand in the update expression has an incorrect data type");
  }

  @Test
  void aProjectionKeepsWhatPathsLeadTo() {
    Item part =
        expressions.projection("#l[2], #l[0], doc.deep.er, absent", placeholders()).of(ITEM);

    assertThat(part.attributes())
        .containsOnlyKeys("list", "doc")
        .containsEntry("list", list("x", "z"));
  }

  @Test
  void aKeyConditionTakesPartsJoinedByAnd() {
    List<KeyClause> clauses = expressions.keyCondition("pk = :key AND :five < n", placeholders());

    assertThat(clauses)
        .containsExactly(
            new KeyClause("pk", KeyClause.Test.EQUAL, List.of(text("key"))),
            new KeyClause("n", KeyClause.Test.GREATER, List.of(number("5"))));
    assertThatThrownBy(() -> expressions.keyCondition("pk = :key OR n = :five", placeholders()))
        .hasMessage("Invalid operator used in KeyConditionExpression: OR");
  }

  private boolean holds(String condition) {
    return expressions.condition(CONDITION, condition, placeholders()).holds(ITEM);
  }

  private void refused(String condition, String message) {
    assertThatThrownBy(() -> holds(condition))
        .isInstanceOf(DynamoDbException.class)
        .hasMessage("Invalid ConditionExpression: " + message);
  }

  private Item update(String update) {
    return expressions.update(update, placeholders()).apply(ITEM);
  }

  private void updateRefused(String update, String message) {
    assertThatThrownBy(() -> update(update)).hasMessage(message);
  }

  private static Placeholders placeholders() {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put(":five", number("5"));
    values.put(":six", number("6"));
    values.put(":three", number("3"));
    values.put(":key", text("key"));
    values.put(":k", text("k"));
    values.put(":a", text("a"));
    values.put(":other", text("other"));
    values.put(":typeM", text("M"));
    values.put(":flag", Value.TRUE);
    values.put(":both", new Value.SS(Set.of("a", "b")));
    return new Placeholders(Map.of("#l", "list"), values);
  }

  private static Value list(String... texts) {
    List<Value> elements = new ArrayList<>();
    for (String each : texts) {
      elements.add(text(each));
    }
    return new Value.L(Collections.unmodifiableList(elements));
  }

  private static Value text(String text) {
    return new Value.S(text);
  }

  private static Value number(String number) {
    return new Value.N(Numbers.parse(number));
  }
}
