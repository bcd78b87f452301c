package io.weir.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.weir.event.Rejection.Reason;
import io.weir.event.Rejection.Unstorable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text into a {@link Document}, token by token, and stops at the first thing that
 * cannot be stored. Each value is written down as soon as it is read: nothing is built of it.
 *
 * <p>Every rule is applied before the value is written, so a hostile text costs no more than one
 * pass over it and the memory of the largest item. A detail names a place, never what stands there:
 * the parser's own messages quote the payload and are dropped.
 */
final class DocumentReader {

  /** Jackson's own limits are raised: Weir's are stricter, and each has its own reason. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2 * ItemSize.MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final DocumentWriter out;
  private final Rules rules;
  private final Map<List<String>, Scalar> kept = new HashMap<>(4);
  private final List<String> numbersAsText = new ArrayList<>(0);
  private boolean tagged;
  private int size;

  private DocumentReader(JsonParser parser, DocumentWriter out, Rules rules) {
    this.parser = parser;
    this.out = out;
    this.rules = rules;
  }

  /**
   * How a text is read.
   *
   * @param pointers whose values are kept
   * @param numbersAsText whether a number that DynamoDB cannot keep becomes a text
   * @param budget how many bytes the document may take in its item
   */
  record Rules(PointerSet pointers, boolean numbersAsText, int budget) {}

  /** Reads a text. */
  static Document read(CharBuffer text, Rules rules) throws Unstorable {
    StrictEscapes.check(text);
    try (JsonParser parser =
        JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
      return read(parser, rules);
    } catch (IOException e) {
      // All is in memory: what is thrown here is a fault of Weir, and no verdict on the text.
      throw new UncheckedIOException("the parser gave up", e);
    }
  }

  static Document read(JsonParser parser, Rules rules) throws IOException, Unstorable {
    try (DocumentWriter out = new DocumentWriter()) {
      DocumentReader reader = new DocumentReader(parser, out, rules);
      reader.readText();
      return new Document(
          out.written(), reader.size, reader.kept, reader.tagged, reader.numbersAsText);
    } catch (JsonProcessingException e) {
      throw new Unstorable(Reason.NOT_JSON, "no JSON at " + place(e.getLocation()));
    }
  }

  private void readText() throws IOException, Unstorable {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      skipOther(first);
      throw new Unstorable(Reason.NOT_AN_OBJECT, "the text is one " + kind(first));
    }
    object(1, rules.pointers());
    expectEnd();
  }

  /** Reads past a text that is no object, to learn whether it is JSON at all. */
  private void skipOther(JsonToken first) throws IOException, Unstorable {
    int depth = 0;
    JsonToken token = first;
    do {
      if (token == null) {
        throw new Unstorable(Reason.NOT_JSON, "the text ends too early");
      }
      parser.finishToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth > ItemSize.MAX_DEPTH) {
        throw tooDeep();
      }
      token = depth == 0 ? null : parser.nextToken();
    } while (depth > 0);
    expectEnd();
  }

  private void expectEnd() throws IOException, Unstorable {
    JsonLocation end = parser.currentLocation();
    try {
      if (parser.nextToken() == null) {
        return;
      }
    } catch (JsonProcessingException e) {
      throw new Unstorable(Reason.TRAILING_CONTENT, "the text should end at " + place(end));
    }
    throw new Unstorable(Reason.TRAILING_CONTENT, "the text should end at " + place(end));
  }

  private void object(int depth, @Nullable PointerSet pointers) throws IOException, Unstorable {
    open(depth);
    Set<String> names = new HashSet<>();
    out.beginMap();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int length = checked(StrictUtf8.lengthOf(name));
      if (length == 0 || length > ItemSize.MAX_NAME) {
        throw refusal(Reason.INVALID_NAME, "a name of " + length + " bytes");
      }
      if (!names.add(name)) {
        throw refusal(Reason.DUPLICATE_KEY, "a name that its object has already");
      }
      charge(length + ItemSize.ENTRY);
      out.name(name);
      tagged |= depth == 1 && name.equals(OriginTag.NAME);
      member(parser.nextToken(), depth, pointers == null ? null : pointers.below(name));
    }
    out.endMap();
  }

  private void array(int depth, @Nullable PointerSet pointers) throws IOException, Unstorable {
    open(depth);
    out.beginList();
    int index = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      charge(ItemSize.ENTRY);
      member(t, depth, pointers == null ? null : pointers.below(Integer.toString(index)));
      index++;
    }
    out.endList();
  }

  /** Reads a value, and keeps it if a pointer leads to it. */
  private void member(@Nullable JsonToken token, int depth, @Nullable PointerSet pointers)
      throws IOException, Unstorable {
    value(token, depth, pointers);
    List<String> pointer = pointers == null ? null : pointers.end();
    if (pointer != null && token != null) {
      kept.put(pointer, scalar(token));
    }
  }

  private Scalar scalar(JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> new Scalar.Text(parser.getText());
      case VALUE_NUMBER_INT -> new Scalar.Numeral(parser.getText(), true);
      case VALUE_NUMBER_FLOAT -> new Scalar.Numeral(parser.getText(), false);
      case VALUE_NULL -> new Scalar.Null();
      default -> new Scalar.Other();
    };
  }

  private void value(@Nullable JsonToken token, int depth, @Nullable PointerSet pointers)
      throws IOException, Unstorable {
    if (token == null) {
      throw refusal(Reason.NOT_JSON, "the text ends too early");
    }
    switch (token) {
      case START_OBJECT -> object(depth + 1, pointers);
      case START_ARRAY -> array(depth + 1, pointers);
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE, VALUE_FALSE -> {
        charge(ItemSize.FLAG);
        out.bool(token == JsonToken.VALUE_TRUE);
      }
      case VALUE_NULL -> {
        charge(ItemSize.FLAG);
        out.nul();
      }
      default -> throw refusal(Reason.NOT_JSON, "no value");
    }
  }

  private void open(int depth) throws Unstorable {
    if (depth > ItemSize.MAX_DEPTH) {
      throw tooDeep();
    }
    charge(ItemSize.CONTAINER);
  }

  private void string() throws IOException, Unstorable {
    int chars = parser.getTextLength();
    // No text has fewer bytes than chars: what is too long already need not be looked at.
    if (chars > rules.budget() - size) {
      throw tooLarge();
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    charge(checked(StrictUtf8.lengthOf(text, start, start + chars)));
    out.string(text, start, chars);
  }

  private void number() throws IOException, Unstorable {
    Optional<DecimalNumber> number = DecimalNumber.parse(parser.getText());
    if (number.isPresent()) {
      charge(number.get().size());
      out.number(number.get());
    } else if (rules.numbersAsText()) {
      String pointer = parser.getParsingContext().pathAsPointer().toString();
      numbersAsText.add(pointer);
      charge(ItemSize.ENTRY + ItemSize.text(pointer));
      string();
    } else {
      throw refusal(
          Reason.NUMBER_OUT_OF_RANGE, "a number beyond 38 digits or beyond 1E-130 to 9.9E+125");
    }
  }

  private int checked(int length) throws Unstorable {
    if (length == StrictUtf8.LONE_SURROGATE) {
      throw refusal(Reason.LONE_SURROGATE, "an escape for half a surrogate pair");
    }
    return length;
  }

  private void charge(int bytes) throws Unstorable {
    size += bytes;
    if (size > rules.budget()) {
      throw tooLarge();
    }
  }

  private Unstorable tooDeep() {
    return refusal(Reason.TOO_DEEP, "more than " + ItemSize.MAX_DEPTH + " maps and lists deep");
  }

  private Unstorable tooLarge() {
    return refusal(Reason.TOO_LARGE, "the item is past " + ItemSize.MAX_ITEM + " bytes");
  }

  private Unstorable refusal(Reason reason, String what) {
    return new Unstorable(reason, what + " at " + place(parser.currentTokenLocation()));
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
      case VALUE_NULL -> "null";
      default -> "boolean";
    };
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /**
   * A payload that is a JSON object.
   *
   * @param value one value of type M, its members in the payload's order
   * @param size what it weighs, in bytes as DynamoDB counts them
   * @param kept what the pointers lead to
   * @param tagged whether it has a member of the origin tag's name
   * @param numbersAsText JSON Pointers to the numbers that were written as text
   */
  record Document(
      DynamoDbJson value,
      int size,
      Map<List<String>, Scalar> kept,
      boolean tagged,
      List<String> numbersAsText) {

    /**
     * Returns what each of some pointers leads to, in their order; nothing for those to nowhere.
     */
    Stream<Scalar> at(List<List<String>> pointers) {
      return pointers.stream().map(kept::get).filter(Objects::nonNull);
    }
  }
}
