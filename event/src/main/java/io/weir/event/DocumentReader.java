package io.weir.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.weir.event.Rejection.Reason;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads one JSON text into a {@link Document}, token by token, and stops at the first thing that
 * cannot be stored.
 *
 * <p>Every rule is applied before the value is built, so a hostile text costs no more than one pass
 * over it and the memory of the largest item. A detail names a place, never what stands there: the
 * parser's own messages quote the payload and are dropped.
 */
final class DocumentReader {

  /** Jackson's own limits are out of the way: ours are nearer, and each has its own reason. */
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

  private static final AttributeValue TRUE = AttributeValue.fromBool(true);
  private static final AttributeValue FALSE = AttributeValue.fromBool(false);
  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  private final JsonParser parser;
  private final int budget;
  private int size;

  private DocumentReader(JsonParser parser, int budget) {
    this.parser = parser;
    this.budget = budget;
  }

  /** Reads a text whose document may take the given number of bytes in its item. */
  static Document read(CharBuffer text, int budget) throws Unstorable {
    StrictEscapes.check(text);
    try (JsonParser parser =
        JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
      return new DocumentReader(parser, budget).readText();
    } catch (JsonProcessingException e) {
      throw new Unstorable(Reason.NOT_JSON, "no JSON at " + place(e.getLocation()));
    } catch (IOException | RuntimeException e) {
      // The text is in memory: whatever else the parser throws, it throws because of the text.
      throw new Unstorable(Reason.NOT_JSON, "the parser gave up: " + e.getClass().getName());
    }
  }

  private Document readText() throws IOException, Unstorable {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      skipOther(first);
      throw new Unstorable(Reason.NOT_AN_OBJECT, "the text is one " + kind(first));
    }
    Map<String, AttributeValue> members = object(1);
    expectEnd();
    return new Document(AttributeValue.fromM(members), size);
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

  private Map<String, AttributeValue> object(int depth) throws IOException, Unstorable {
    open(depth);
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int length = checkedLength(name);
      if (length == 0 || length > ItemSize.MAX_NAME) {
        throw refusal(Reason.INVALID_NAME, "a name of " + length + " bytes");
      }
      if (members.containsKey(name)) {
        throw refusal(Reason.DUPLICATE_KEY, "a name that its object has already");
      }
      charge(length + ItemSize.ENTRY);
      members.put(name, value(parser.nextToken(), depth));
    }
    return members;
  }

  private List<AttributeValue> array(int depth) throws IOException, Unstorable {
    open(depth);
    List<AttributeValue> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      charge(ItemSize.ENTRY);
      elements.add(value(t, depth));
    }
    return elements;
  }

  private AttributeValue value(@Nullable JsonToken token, int depth)
      throws IOException, Unstorable {
    if (token == null) {
      throw refusal(Reason.NOT_JSON, "the text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> AttributeValue.fromM(object(depth + 1));
      case START_ARRAY -> AttributeValue.fromL(array(depth + 1));
      case VALUE_STRING -> AttributeValue.fromS(string());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> AttributeValue.fromN(number());
      case VALUE_TRUE -> flag(TRUE);
      case VALUE_FALSE -> flag(FALSE);
      case VALUE_NULL -> flag(NULL);
      default -> throw refusal(Reason.NOT_JSON, "no value");
    };
  }

  private void open(int depth) throws Unstorable {
    if (depth > ItemSize.MAX_DEPTH) {
      throw tooDeep();
    }
    charge(ItemSize.CONTAINER);
  }

  private String string() throws IOException, Unstorable {
    // No text has fewer bytes than chars: what is too long already need not be copied.
    if (parser.getTextLength() > budget - size) {
      throw tooLarge();
    }
    String text = parser.getText();
    charge(checkedLength(text));
    return text;
  }

  private String number() throws IOException, Unstorable {
    DecimalNumber number =
        DecimalNumber.parse(parser.getText())
            .orElseThrow(
                () ->
                    refusal(
                        Reason.NUMBER_OUT_OF_RANGE,
                        "a number beyond 38 digits or beyond 1E-130 to 9.9E+125"));
    charge(number.size());
    return number.text();
  }

  private AttributeValue flag(AttributeValue value) throws Unstorable {
    charge(ItemSize.FLAG);
    return value;
  }

  private int checkedLength(String text) throws Unstorable {
    int length = StrictUtf8.lengthOf(text);
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
}
