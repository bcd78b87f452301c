package io.weir.replayer.plan.repair;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;

/**
 * The names in a program. The library looks them up while it runs, so that a wrong one would show
 * only with the first payload that comes so far; here it shows at once.
 */
final class Names {

  private final Set<String> called = new TreeSet<>();
  private final Set<String> defined = new TreeSet<>();
  private final Set<String> read = new TreeSet<>();
  private final Set<String> bound = new TreeSet<>();
  private boolean modules;

  /** Why a function may not be called. */
  enum Refused {
    /** It may. */
    NOT(""),
    /** There is none. */
    UNKNOWN("Function %s does not exist"),
    /** It computes with {@code double}. */
    ROUNDS("Function %s rounds, and a repair must not"),
    /** It reads what is not in the payload. */
    FOREIGN("Function %s reads something else than the payload");

    private final String message;

    Refused(String message) {
      this.message = message;
    }
  }

  /** Takes a node's names. */
  void see(Node node) {
    if (node.is("FunctionCall")) {
      modules |= node.part("moduleName") != null;
      called.add(node.part("name") + "/" + list(node, "args").size());
    } else if (node.is("FormattingFilter")) {
      called.add("@" + node.part("name") + "/0");
    } else if (node.is("FunctionDefinition")) {
      define(node);
    } else if (node.is("VariableAccess") || node.is("VariableKeyFieldConstruction")) {
      read.add("$" + node.part("name"));
    } else if (node.is("BreakExpression")) {
      read.add("label $" + node.part("name"));
    } else if (node.is("LabelPipeComponent")) {
      bound.add("label $" + node.part("name"));
    } else if (node.is("ValueMatcher")) {
      bound.add("$" + node.part("name"));
    } else if (node.is("FieldMatcher") && node.part("name") instanceof StringLiteral name) {
      bound.add("$" + name.value().textValue());
    } else if (node.is("ImportStatement")) {
      modules = true;
    }
  }

  private void define(Node node) {
    List<?> arguments = list(node, "args");
    defined.add(node.part("fname") + "/" + arguments.size());
    for (Object argument : arguments) {
      String name = argument.toString();
      if (name.startsWith("$")) {
        bound.add(name);
      } else {
        defined.add(name + "/0");
      }
    }
  }

  private static List<?> list(Node node, String part) {
    return node.part(part) instanceof List<?> list ? list : List.of();
  }

  /**
   * Refuses a program that names what there is not.
   *
   * @param library what it says to a function's name and number of arguments
   * @throws IllegalArgumentException with a line for the user
   */
  void check(Function<String, Refused> library) {
    if (modules) {
      throw new IllegalArgumentException("there are no modules to import");
    }
    for (String name : called) {
      Refused refused = defined.contains(name) ? Refused.NOT : library.apply(name);
      if (refused != Refused.NOT) {
        throw new IllegalArgumentException(refused.message.formatted(name));
      }
    }
    for (String name : read) {
      if (!bound.contains(name)) {
        throw new IllegalArgumentException(name + " is not defined");
      }
    }
  }
}
