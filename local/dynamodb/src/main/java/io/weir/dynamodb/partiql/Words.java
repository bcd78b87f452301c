package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A statement's text in words and symbols, and how far a parser has come. */
final class Words {

  private static final int MAX_DEPTH = 100;
  private static final Set<String> PAIRS = Set.of("<=", ">=", "<>", "!=", "<<", ">>");

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int position;
  private int depth;

  /** Cuts a statement. */
  Words(String text) {
    this.text = text;
    int at = blanks(0);
    while (at < text.length()) {
      at = blanks(cut(at));
    }
    words.add(new Word(Kind.END, "<EOF>", text.length()));
  }

  /** What a word is. */
  enum Kind {
    /** A name or a keyword. */
    BARE,
    /** A name in double quotes. */
    QUOTED,
    /** A string in single quotes. */
    STRING,
    /** A number. */
    NUMBER,
    /** Anything else. */
    SYMBOL,
    /** The end of the statement. */
    END
  }

  /** One word: its text without quotes, and where it begins. */
  record Word(Kind kind, String text, int start) {}

  private int blanks(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int cut(int start) {
    char first = text.charAt(start);
    if (first == '\'' || first == '"') {
      return quoted(start, first);
    }
    if (Character.isDigit(first) || (first == '-' && startsNumber(start + 1))) {
      return number(start);
    }
    if (isWord(first)) {
      int end = start + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      words.add(new Word(Kind.BARE, text.substring(start, end), start));
      return end;
    }
    boolean pair = start + 1 < text.length() && PAIRS.contains(text.substring(start, start + 2));
    int end = start + (pair ? 2 : 1);
    words.add(new Word(Kind.SYMBOL, text.substring(start, end), start));
    return end;
  }

  /** A minus belongs to a number unless an operand stands before it. */
  private boolean startsNumber(int at) {
    if (at >= text.length() || !Character.isDigit(text.charAt(at))) {
      return false;
    }
    if (words.isEmpty()) {
      return true;
    }
    Word before = words.get(words.size() - 1);
    return before.kind() == Kind.SYMBOL && !Set.of(")", "]", "?").contains(before.text());
  }

  private int number(int start) {
    int end = start + 1;
    while (end < text.length() && isNumber(end)) {
      end++;
    }
    words.add(new Word(Kind.NUMBER, text.substring(start, end), start));
    return end;
  }

  private boolean isNumber(int at) {
    char c = text.charAt(at);
    char before = text.charAt(at - 1);
    return Character.isDigit(c)
        || c == '.'
        || c == 'e'
        || c == 'E'
        || ((c == '-' || c == '+') && (before == 'e' || before == 'E'));
  }

  private int quoted(int start, char quote) {
    StringBuilder content = new StringBuilder();
    int at = start + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
        at++;
      } else if (c == quote) {
        words.add(new Word(quote == '"' ? Kind.QUOTED : Kind.STRING, content.toString(), start));
        return at + 1;
      }
      content.append(c);
      at++;
    }
    throw malformed("a quote is not closed at position " + start);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** Returns the next word. */
  Word peek() {
    return words.get(position);
  }

  /** Returns the next word, and goes on. */
  Word next() {
    Word next = peek();
    if (next.kind() != Kind.END) {
      position++;
    }
    return next;
  }

  /** Says whether the next word is this keyword, in any case, or this symbol. */
  boolean at(String word) {
    return is(peek(), word);
  }

  /** Says whether the word after the next is this one. */
  boolean beforeLast(String word) {
    return position + 1 < words.size() && is(words.get(position + 1), word);
  }

  private static boolean is(Word candidate, String word) {
    return (candidate.kind() == Kind.BARE || candidate.kind() == Kind.SYMBOL)
        && candidate.text().equalsIgnoreCase(word);
  }

  /** Goes past the next word if it is this one. */
  boolean skip(String word) {
    boolean there = at(word);
    if (there) {
      position++;
    }
    return there;
  }

  /** Goes past this word, which must be the next. */
  void expect(String word) {
    if (!skip(word)) {
      throw unexpected("expected " + word);
    }
  }

  /** Returns a name, bare or quoted. */
  String name() {
    Word word = next();
    if (word.kind() != Kind.BARE && word.kind() != Kind.QUOTED) {
      position = Math.max(0, position - 1);
      throw unexpected("expected a name");
    }
    return word.text();
  }

  /** Reads what is nested in something else: a statement has a limit of that. */
  <T> T deeper(Supplier<T> reader) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw malformed("nested more than " + MAX_DEPTH + " times");
    }
    T read = reader.get();
    depth--;
    return read;
  }

  /** Returns the error that names the next word. */
  DynamoDbException unexpected(String expected) {
    return malformed(
        "Unexpected term: " + peek().text() + " at position " + peek().start() + "; " + expected);
  }

  private static DynamoDbException malformed(String detail) {
    return DynamoDbException.validation(
        "Statement wasn't well formed, can't be processed: " + detail);
  }
}
