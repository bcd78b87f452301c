package io.weir.chaos.simulate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's expressions, as far as a journal uses them; whatever else there is breaks the run.
 *
 * <p>One reads one text, from its beginning to its end.
 */
final class Expressions {

  private static final Pattern TOKEN =
      Pattern.compile("[#:A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[=<>(),+-]");

  private final List<String> tokens;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private int next;

  Expressions(
      String text,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
    this.names = names;
    this.values = values;
    this.item = item;
  }

  /** Tells whether the condition holds for the item. */
  boolean holds() {
    boolean holds = and();
    while (is("OR")) {
      next++;
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = term();
    while (is("AND")) {
      next++;
      holds &= term();
    }
    return holds;
  }

  private boolean term() {
    switch (peek()) {
      case "(" -> {
        take("(");
        boolean holds = holds();
        take(")");
        return holds;
      }
      case "attribute_exists", "attribute_not_exists" -> {
        boolean wanted = take().equals("attribute_exists");
        take("(");
        boolean exists = item.containsKey(name(take()));
        take(")");
        return exists == wanted;
      }
      case "begins_with" -> {
        take();
        take("(");
        AttributeValue text = operand();
        take(",");
        AttributeValue prefix = operand();
        take(")");
        return text != null && prefix != null && text.s().startsWith(prefix.s());
      }
      default -> {
        AttributeValue left = operand();
        String relation = take();
        return compares(left, relation, operand());
      }
    }
  }

  private static boolean compares(
      @Nullable AttributeValue left, String relation, @Nullable AttributeValue right) {
    if (left == null || right == null) {
      return false;
    }
    int order =
        left.n() == null
            ? left.s().compareTo(right.s())
            : new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
    return switch (relation) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalStateException("no relation is called " + relation);
    };
  }

  /** Returns the item as an update leaves it. */
  Map<String, AttributeValue> updated() {
    Map<String, AttributeValue> after = new HashMap<>(item);
    while (next < tokens.size()) {
      String clause = take();
      do {
        next += is(",") ? 1 : 0;
        String name = name(take());
        if (clause.equals("SET")) {
          take("=");
          after.put(name, sum());
        } else if (clause.equals("REMOVE")) {
          after.remove(name);
        } else {
          throw new IllegalStateException("no clause is called " + clause);
        }
      } while (is(","));
    }
    return after;
  }

  private AttributeValue sum() {
    AttributeValue sum = required(operand());
    while (is("+") || is("-")) {
      boolean plus = take().equals("+");
      BigDecimal more = new BigDecimal(required(operand()).n());
      BigDecimal before = new BigDecimal(sum.n());
      sum = AttributeValue.fromN((plus ? before.add(more) : before.subtract(more)).toString());
    }
    return sum;
  }

  private @Nullable AttributeValue operand() {
    String token = take();
    if (token.equals("if_not_exists")) {
      take("(");
      AttributeValue there = item.get(name(take()));
      take(",");
      AttributeValue otherwise = operand();
      take(")");
      return there == null ? otherwise : there;
    }
    return token.startsWith(":") ? required(values.get(token)) : item.get(name(token));
  }

  private String name(String token) {
    return names.getOrDefault(token, token);
  }

  private static AttributeValue required(@Nullable AttributeValue value) {
    if (value == null) {
      throw new IllegalStateException("an expression without a value");
    }
    return value;
  }

  private boolean is(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    String token = peek();
    next++;
    return token;
  }

  private void take(String expected) {
    if (!take().equals(expected)) {
      throw new IllegalStateException("no " + expected + " in " + new ArrayList<>(tokens));
    }
  }
}
