package io.weir.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Reads a request's expressions; each text is parsed once and kept, up to a bound. */
public final class Expressions {

  private static final int MAX_SIZE = 4096;
  private static final int KEPT = 2000;

  private final Map<String, ConditionSyntax> conditions = new ConcurrentHashMap<>();
  private final Map<String, UpdateSyntax> updates = new ConcurrentHashMap<>();
  private final Map<String, List<OperandSyntax.PathSyntax>> projections = new ConcurrentHashMap<>();

  /** Reads a condition; the kind is the parameter's name, for errors. */
  public Condition condition(String kind, String text, Placeholders placeholders) {
    return parsed(conditions, kind, text, ConditionParser::parse)
        .bind(new Binding(kind, placeholders));
  }

  /** Reads a filter, and adds the attributes that it names to a set. */
  public Condition filter(String text, Placeholders placeholders, Set<String> attributes) {
    String kind = "FilterExpression";
    return parsed(conditions, kind, text, ConditionParser::parse)
        .bind(new Binding(kind, placeholders, attributes));
  }

  /** Reads a key condition. */
  public List<KeyClause> keyCondition(String text, Placeholders placeholders) {
    String kind = "KeyConditionExpression";
    List<KeyClause> clauses = new ArrayList<>();
    parsed(conditions, kind, text, ConditionParser::parse)
        .keyClauses(new Binding(kind, placeholders), clauses);
    return clauses;
  }

  /** Reads a projection. */
  public Projection projection(String text, Placeholders placeholders) {
    String kind = "ProjectionExpression";
    Binding binding = new Binding(kind, placeholders);
    List<Path> paths = new ArrayList<>();
    for (OperandSyntax.PathSyntax path : parsed(projections, kind, text, Expressions::parsePaths)) {
      paths.add(path.path(binding));
    }
    Overlap.refuse(binding, paths);
    return new Projection(paths);
  }

  /** Reads an update. */
  public Update update(String text, Placeholders placeholders) {
    String kind = "UpdateExpression";
    return parsed(updates, kind, text, UpdateParser::parse).bind(new Binding(kind, placeholders));
  }

  private static List<OperandSyntax.PathSyntax> parsePaths(Tokens tokens) {
    List<OperandSyntax.PathSyntax> paths = new ArrayList<>();
    do {
      paths.add(OperandSyntax.PathSyntax.parse(tokens));
    } while (tokens.skip(","));
    tokens.expectEnd();
    return List.copyOf(paths);
  }

  private static <T> T parsed(
      Map<String, T> kept, String kind, String text, Function<Tokens, T> parser) {
    String key = kind + ' ' + text;
    T known = kept.get(key);
    if (known != null) {
      return known;
    }
    if (text.length() > MAX_SIZE) {
      throw new Binding(kind, Placeholders.none())
          .invalid(
              "Expression size has exceeded the maximum allowed size; expression size: "
                  + text.length());
    }
    Tokens tokens = new Tokens(kind, text);
    if (tokens.atEnd()) {
      throw tokens.invalid("The expression can not be empty;");
    }
    T syntax = parser.apply(tokens);
    if (kept.size() >= KEPT) {
      kept.clear();
    }
    kept.put(key, syntax);
    return syntax;
  }
}
