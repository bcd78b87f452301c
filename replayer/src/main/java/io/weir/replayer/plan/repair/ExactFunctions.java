package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;

/**
 * jq's functions that the library computes by rounding or by replacing characters, done exactly.
 */
final class ExactFunctions {

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?");

  /**
   * As jq 1.7 has it. The library's own sorts the members, and where the filter leaves one out it
   * also loses those before it.
   */
  private static final String WALK =
      "def w: (if type == \"object\" then . as $in | reduce keys_unsorted[] as $name ({};"
          + " . + ([$in[$name] | w] | if length == 0 then {} else {($name): .[0]} end))"
          + " elif type == \"array\" then map(w) else . end) | f; w";

  private ExactFunctions() {}

  /** A function of its input alone. */
  private interface Of {
    JsonNode apply(JsonNode input) throws JsonQueryException;
  }

  static void addTo(Scope scope, TextBytes bytes) throws JsonQueryException {
    add(scope, "tonumber/0", ExactFunctions::toNumber);
    add(scope, "fromjson/0", ExactFunctions::fromJson);
    add(scope, "implode/0", ExactFunctions::implode);
    add(scope, "floor/0", in -> integral(in, RoundingMode.FLOOR));
    add(scope, "ceil/0", in -> integral(in, RoundingMode.CEILING));
    add(scope, "round/0", in -> integral(in, RoundingMode.HALF_UP));
    add(scope, "trunc/0", in -> integral(in, RoundingMode.DOWN));
    add(
        scope,
        "@base64/0",
        in -> TextNode.valueOf(Base64.getEncoder().encodeToString(bytes.of(written(in)))));
    add(scope, "@base64d/0", ExactFunctions::fromBase64);
    add(scope, "@uri/0", in -> TextNode.valueOf(uri(bytes.of(written(in)))));
    add(scope, "utf8bytelength/0", in -> IntNode.valueOf(bytes.of(text(in)).length));
    for (String name : List.of("index/1", "rindex/1", "indices/1")) {
      scope.addFunction(name, codePoints(scope.getFunction(name, 1)));
    }
    Expression walk = ExpressionParser.compile(WALK, Versions.JQ_1_7);
    scope.addFunction("walk", 1, new JsonQueryFunction("walk", List.of("f"), walk, scope));
    for (String name : List.of("range/1", "range/2", "range/3")) {
      scope.addFunction(name, range());
    }
  }

  private static Function function(Of of) {
    return (scope, arguments, input, path, output, version) -> output.emit(of.apply(input), null);
  }

  private static void add(Scope scope, String name, Of of) {
    scope.addFunction(name, function(of));
  }

  private static String text(JsonNode in) throws JsonQueryException {
    if (!in.isTextual()) {
      throw new JsonQueryException("no string");
    }
    return in.textValue();
  }

  private static BigDecimal number(JsonNode in) throws JsonQueryException {
    if (!Digits.has(in)) {
      throw new JsonQueryException("no number");
    }
    return Digits.value(in);
  }

  private static String written(JsonNode in) throws JsonQueryException {
    try {
      return in.isTextual() ? in.textValue() : TextBytes.decoded(Document.write(in));
    } catch (IOException e) {
      throw new JsonQueryException(e);
    }
  }

  private static JsonNode toNumber(JsonNode in) throws JsonQueryException {
    if (in.isNumber()) {
      return in;
    }
    String text = text(in).strip();
    if (!NUMBER.matcher(text).matches()) {
      throw new JsonQueryException("no number");
    }
    return Digits.of(text);
  }

  private static JsonNode fromJson(JsonNode in) throws JsonQueryException {
    try {
      return Document.read(text(in));
    } catch (JsonQueryException e) {
      throw e;
    } catch (IOException e) {
      throw new JsonQueryException("no JSON", e);
    }
  }

  private static JsonNode implode(JsonNode in) throws JsonQueryException {
    StringBuilder text = new StringBuilder();
    for (JsonNode each : in) {
      if (!each.isInt() || !Character.isValidCodePoint(each.intValue())) {
        throw new JsonQueryException("no character");
      }
      text.appendCodePoint(each.intValue());
    }
    return TextNode.valueOf(text.toString());
  }

  /** As C rounds: a half goes away from zero. */
  private static JsonNode integral(JsonNode in, RoundingMode mode) throws JsonQueryException {
    return Digits.of(number(in).setScale(0, mode));
  }

  private static JsonNode fromBase64(JsonNode in) throws JsonQueryException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(written(in));
    } catch (IllegalArgumentException e) {
      throw new JsonQueryException("no base64", e);
    }
    try {
      return TextNode.valueOf(TextBytes.decoded(bytes));
    } catch (CharacterCodingException e) {
      throw new InexactException("the filter decodes base64, and what comes out is no UTF-8");
    }
  }

  private static String uri(byte[] bytes) {
    StringBuilder uri = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-_.~".indexOf(b) >= 0);
      uri.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
    }
    return uri.toString();
  }

  /** Offsets count characters, as slices do; the library counts halves of them. */
  private static Function codePoints(Function library) {
    return (scope, arguments, input, path, output, version) ->
        library.apply(
            scope,
            arguments,
            input,
            path,
            (found, at) ->
                output.emit(input.isTextual() ? counted(input.asText(), found) : found, at),
            version);
  }

  private static JsonNode counted(String text, JsonNode found) {
    if (found.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      found.forEach(each -> all.add(counted(text, each)));
      return all;
    }
    return found.isInt() ? IntNode.valueOf(text.codePointCount(0, found.intValue())) : found;
  }

  private static Function range() {
    return (scope, arguments, input, path, output, version) ->
        each(scope, arguments, input, List.of(), bounds -> range(bounds, output));
  }

  /** What is done with one value of each argument. */
  private interface Values {
    void take(List<JsonNode> values) throws JsonQueryException;
  }

  private static void each(
      Scope scope, List<Expression> left, JsonNode input, List<JsonNode> values, Values then)
      throws JsonQueryException {
    if (left.isEmpty()) {
      then.take(values);
      return;
    }
    left.get(0)
        .apply(
            scope,
            input,
            value -> {
              List<JsonNode> more = new ArrayList<>(values);
              more.add(value);
              each(scope, left.subList(1, left.size()), input, more, then);
            });
  }

  private static void range(List<JsonNode> bounds, PathOutput output) throws JsonQueryException {
    BigDecimal at = bounds.size() == 1 ? BigDecimal.ZERO : number(bounds.get(0));
    BigDecimal end = number(bounds.get(bounds.size() == 1 ? 0 : 1));
    BigDecimal step = bounds.size() == 3 ? number(bounds.get(2)) : BigDecimal.ONE;
    while (step.signum() != 0 && at.compareTo(end) * step.signum() < 0) {
      output.emit(Digits.of(at), null);
      at = at.add(step);
    }
  }
}
