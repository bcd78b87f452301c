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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final int budget;
  private final Map<String, Optional<String>> kept = new HashMap<>(4);
  private int size;

  private DocumentReader(JsonParser parser, DocumentWriter out, int budget) {
    this.parser = parser;
    this.out = out;
    this.budget = budget;
  }

  /** Reads a text whose document may take the given number of bytes in its item. */
  static Document read(CharBuffer text, int budget) throws Unstorable {
    StrictEscapes.check(text);
    try (JsonParser parser =
        JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
      return read(parser, budget);
    } catch (IOException e) {
      // All is in memory: what is thrown here is a fault of Weir, and no verdict on the text.
      throw new UncheckedIOException("the parser gave up", e);
    }
  }

  static Document read(JsonParser parser, int budget) throws IOException, Unstorable {
    try (DocumentWriter out = new DocumentWriter()) {
      DocumentReader reader = new DocumentReader(parser, out, budget);
      reader.readText();
      return new Document(out.written(), reader.size, reader.kept);
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
    object(1);
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

  private void object(int depth) throws IOException, Unstorable {
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
      JsonToken token = parser.nextToken();
      value(token, depth);
      if (depth == 1 && Document.KEPT.contains(name)) {
        kept.put(
            name,
            token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty());
      }
    }
    out.endMap();
  }

  private void array(int depth) throws IOException, Unstorable {
    open(depth);
    out.beginList();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      charge(ItemSize.ENTRY);
      value(t, depth);
    }
    out.endList();
  }

  private void value(@Nullable JsonToken token, int depth) throws IOException, Unstorable {
    if (token == null) {
      throw refusal(Reason.NOT_JSON, "the text ends too early");
    }
    switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
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
    if (chars > budget - size) {
      throw tooLarge();
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    charge(checked(StrictUtf8.lengthOf(text, start, start + chars)));
    out.string(text, start, chars);
  }

  private void number() throws IOException, Unstorable {
    DecimalNumber number =
        DecimalNumber.parse(parser.getText())
            .orElseThrow(
                () ->
                    refusal(
                        Reason.NUMBER_OUT_OF_RANGE,
                        "a number beyond 38 digits or beyond 1E-130 to 9.9E+125"));
    charge(number.size());
    out.number(number);
  }

  private int checked(int length) throws Unstorable {
    if (length == StrictUtf8.LONE_SURROGATE) {
      throw refusal(Reason.LONE_SURROGATE, "an escape for half a surrogate pair");
    }
    return length;
  }

  private void charge(int bytes) throws Unstorable {
    size += bytes;
    if (size > budget) {
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
   * @param kept of the {@link #KEPT} members those that it has, with their text if they are strings
   */
  record Document(DynamoDbJson value, int size, Map<String, Optional<String>> kept) {

    /** The names of the members that say something about the event. */
    static final Set<String> KEPT = Set.of(EventItem.EVENT_ID, EventItem.TIMESTAMP, OriginTag.NAME);

    /** Tells whether a member is there, one of {@link #KEPT}. */
    boolean has(String name) {
      return kept.containsKey(name);
    }

    /**
     * Returns the text of a member, one of {@link #KEPT}; empty if it is no string or not there.
     */
    Optional<String> text(String name) {
      return kept.getOrDefault(name, Optional.empty());
    }
  }
}
