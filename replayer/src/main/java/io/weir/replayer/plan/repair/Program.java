package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.replayer.plan.repair.Names.Refused;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Output;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.functions.MathFunction;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.literal.DoubleLiteral;

/**
 * A jq program that loses nothing: the library's syntax tree, in which each operator on numbers and
 * each number is replaced by one of Weir's, and the library's functions without those that round.
 *
 * <p>The library has no other way in: its operators are private to the nodes of the tree. Where a
 * later version has other fields, the program is refused when it is compiled, and tests fail.
 */
final class Program {

  private static final String LIBRARY = "net.thisptr.jackson.jq";
  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** They tell of this process, not of the payload. */
  private static final Set<String> FOREIGN = Set.of("env/0", "debug_scope/0", "builtins/0");

  private final String text;
  private final JsonQuery query;
  private final Scope scope = Scope.newEmptyScope();

  private Program(String text, JsonQuery query) {
    this.text = text;
    this.query = query;
  }

  /**
   * Compiles a program.
   *
   * @param bytes how its functions turn text into bytes
   * @throws IllegalArgumentException with a line for the user
   */
  static Program compile(String text, TextBytes bytes) {
    try {
      Program program = new Program(text, JsonQuery.compile(text, Versions.JQ_1_7));
      program.load(bytes);
      return program;
    } catch (JsonQueryException | RuntimeException e) {
      throw new IllegalArgumentException(
          "not a jq filter: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }
  }

  private void load(TextBytes bytes) throws JsonQueryException {
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
    ExactFunctions.addTo(scope, bytes);
    Map<String, Function> functions = scope.getLocalFunctions();
    functions.values().forEach(function -> visit(function, node -> {}));
    Names names = new Names();
    visit(query, names::see);
    names.check(name -> refusal(name, functions));
  }

  private static Refused refusal(String name, Map<String, Function> functions) {
    Function function = functions.get(name);
    if (function == null) {
      function = functions.get(name.replaceFirst("/[0-9]+$", ""));
    }
    if (function == null) {
      return Refused.UNKNOWN;
    }
    boolean rounds =
        function instanceof MathFunction
            || function.getClass().getPackageName().endsWith(".functions.math");
    return rounds ? Refused.ROUNDS : FOREIGN.contains(name) ? Refused.FOREIGN : Refused.NOT;
  }

  /** Runs it on one input. */
  void run(JsonNode input, Output output) throws JsonQueryException {
    query.apply(Scope.newChildScope(scope), input, output);
  }

  private void visit(Object root, Consumer<Node> seen) {
    visit(root, seen, new IdentityHashMap<>());
  }

  private void visit(Object at, Consumer<Node> seen, Map<Object, Boolean> visited) {
    if (at instanceof Iterable<?> several && !(at instanceof JsonNode)) {
      several.forEach(each -> visit(each, seen, visited));
      return;
    }
    boolean ofTheTree =
        at.getClass().getPackageName().startsWith(LIBRARY)
            && !(at instanceof Scope)
            && !(at instanceof Enum<?>);
    if (!ofTheTree || visited.put(at, true) != null) {
      return;
    }
    Node node = new Node(at);
    seen.accept(node);
    for (Node.Part part : node.parts()) {
      Object value = part.get();
      if (value instanceof BinaryOperator operator) {
        part.set(new Arithmetic(operator));
      } else if (value instanceof JsonNode literal) {
        part.set(at instanceof DoubleLiteral ? exact(literal) : own(literal));
      } else if (value != null) {
        visit(value, seen, visited);
      }
    }
  }

  private static JsonNode own(JsonNode literal) {
    return literal.isIntegralNumber() ? Digits.of(literal.asText()) : literal;
  }

  /** The library reads it as a {@code double}; its own digits stand in the text. */
  private JsonNode exact(JsonNode literal) {
    double read = literal.doubleValue();
    boolean rounded =
        !Double.isFinite(read)
            || NUMBER
                .matcher(text)
                .results()
                .map(number -> new BigDecimal(number.group()))
                .anyMatch(
                    number ->
                        number.doubleValue() == read
                            && number.compareTo(BigDecimal.valueOf(read)) != 0);
    if (rounded) {
      throw new IllegalArgumentException(
          "a number in it has more digits than are kept: write it as (\"…\" | tonumber)");
    }
    return Digits.of(BigDecimal.valueOf(read));
  }
}
