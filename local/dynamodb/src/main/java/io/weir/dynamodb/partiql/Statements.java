package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.StatementParser.Template;
import io.weir.dynamodb.value.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads statements; each text is parsed once and kept, up to a bound. For many threads. */
public final class Statements {

  private static final int MAX_SIZE = 8192;
  private static final int KEPT = 2000;

  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  /**
   * Returns a statement with its parameters.
   *
   * @throws DynamoDbException if it is not well formed, too long, or has other parameters
   */
  public Statement read(String text, List<Value> parameters) {
    Template template = templates.get(text);
    if (template == null) {
      template = parse(text);
    }
    if (template.parameters() != parameters.size()) {
      throw DynamoDbException.validation(
          "Number of parameters in request and statement don't match.");
    }
    return template.statement().apply(parameters);
  }

  private Template parse(String text) {
    if (text.length() > MAX_SIZE) {
      throw DynamoDbException.validation(
          "1 validation error detected: Value at 'statement' failed to satisfy constraint: Member"
              + " must have length less than or equal to "
              + MAX_SIZE);
    }
    Template template = new StatementParser(text).parse();
    if (templates.size() >= KEPT) {
      templates.clear();
    }
    templates.put(text, template);
    return template;
  }
}
