package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An expression's text in tokens, and how far a parser has come. */
final class Tokens {

  private static final int MAX_OPERATORS = 300;
  private static final String END = "<EOF>";

  private final String kind;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int operators;

  /** Cuts a text; the kind is how errors name it. */
  Tokens(String kind, String text) {
    this.kind = kind;
    this.text = text;
    int at = skipBlanks(0);
    while (at < text.length()) {
      int end = endOf(at);
      tokens.add(new Token(text.substring(at, end), at, end));
      at = skipBlanks(end);
    }
    tokens.add(new Token(END, text.length(), text.length()));
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOf(int start) {
    char first = text.charAt(start);
    if (first == '#' || first == ':' || isWord(first)) {
      int end = start + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      return end;
    }
    char second = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
    boolean two = first == '<' ? second == '=' || second == '>' : first == '>' && second == '=';
    return two ? start + 2 : start + 1;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /** Returns the next token's text. */
  String peek() {
    return tokens.get(position).text();
  }

  /** Returns the text of the token after the next. */
  String peekSecond() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1)).text();
  }

  /** Returns the next token's text, and goes on. */
  String next() {
    String next = peek();
    if (position < tokens.size() - 1) {
      position++;
    }
    return next;
  }

  /** Says whether the next token is this one. */
  boolean at(String symbol) {
    return peek().equals(symbol);
  }

  /** Says whether the next token is this keyword, in any case. */
  boolean atWord(String keyword) {
    return peek().equalsIgnoreCase(keyword);
  }

  /** Says whether nothing is left. */
  boolean atEnd() {
    return position == tokens.size() - 1;
  }

  /** Goes past the next token if it is this one. */
  boolean skip(String symbol) {
    boolean there = peek().equalsIgnoreCase(symbol);
    if (there) {
      next();
    }
    return there;
  }

  /** Goes past this token, which must be the next. */
  void expect(String symbol) {
    if (!skip(symbol)) {
      throw syntaxError();
    }
  }

  /** Requires that nothing is left. */
  void expectEnd() {
    if (!atEnd()) {
      throw syntaxError();
    }
  }

  /** Counts an operator or a function: an expression has a limit of them. */
  void operator() {
    operators++;
    if (operators > MAX_OPERATORS) {
      throw invalid(
          "The expression contains more operators than are allowed; maximum number of operators: "
              + MAX_OPERATORS);
    }
  }

  /** Says whether the next token can start a name. */
  boolean atName() {
    char first = peek().charAt(0);
    return first == '#' ? peek().length() > 1 : isWord(first) && !Character.isDigit(first);
  }

  /** Says whether the next token refers to a value. */
  boolean atValue() {
    return peek().charAt(0) == ':' && peek().length() > 1;
  }

  /** Returns the error that names the next token as wrong. */
  DynamoDbException syntaxError() {
    Token token = tokens.get(position);
    int from = position == 0 ? token.start() : tokens.get(position - 1).start();
    int to = position + 1 < tokens.size() ? tokens.get(position + 1).end() : token.end();
    return invalid(
        String.format(
            Locale.ROOT,
            "Syntax error; token: \"%s\", near: \"%s\"",
            token.text(),
            text.substring(from, to)));
  }

  /** Returns an error of this expression. */
  DynamoDbException invalid(String message) {
    return DynamoDbException.validation("Invalid " + kind + ": " + message);
  }

  /** Returns how errors name the expression. */
  String kind() {
    return kind;
  }

  /** One token and its place in the text. */
  private record Token(String text, int start, int end) {}
}
