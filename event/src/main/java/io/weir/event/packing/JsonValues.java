package io.weir.event.packing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.weir.event.packing.PackingException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds JSON values inside a text by brackets and quotes alone, without judging them: a broken one
 * must not take its neighbours along. One pass over the text, and no copy of it.
 */
public final class JsonValues {

  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] text;
  private final int most;
  private final List<Slice> found = new ArrayList<>();

  private JsonValues(byte[] text, int most) {
    this.text = text;
    this.most = most;
  }

  /** A value's bytes, from the first to the one behind the last. */
  public record Slice(int start, int end) {}

  /**
   * Finds the values of a text that has one a line, or several one behind the other, or each over
   * several lines. A line that starts no value which ends is a value of its own.
   *
   * @param most how many there may be
   * @return possibly none
   */
  public static List<Slice> lines(byte[] text, int most) throws PackingException {
    JsonValues values = new JsonValues(text, most);
    values.lines();
    return values.found;
  }

  private void lines() throws PackingException {
    boolean overLines = true;
    int at = space(0);
    while (at < text.length) {
      int line = lineEnd(at);
      int end = isStruct(at) ? structEnd(at, line) : line;
      if (end < 0 && overLines) {
        end = structEnd(at, text.length);
        // Tried once: else each of many lines that are cut would be a search to the end.
        overLines = end >= 0 && isJson(at, end);
        end = overLines ? end : -1;
      }
      int stop = end < 0 ? line : end;
      while (isSpace(text[stop - 1])) {
        stop--;
      }
      add(at, stop);
      at = space(stop);
    }
  }

  /**
   * Finds the elements of a list.
   *
   * @param path the names of the members that lead to it; none if the text itself is the list
   * @param most how many there may be
   * @return at least one
   */
  public static List<Slice> elements(byte[] text, List<String> path, int most)
      throws PackingException {
    JsonValues values = new JsonValues(text, most);
    int at = values.space(0);
    for (String name : path) {
      at = values.member(at, name);
    }
    values.list(at);
    if (values.found.isEmpty()) {
      throw new PackingException(Fault.EMPTY, "a list of no events");
    }
    return values.found;
  }

  private void list(int start) throws PackingException {
    if (byteAt(start) != '[') {
      throw noList("no list");
    }
    int at = space(start + 1);
    if (byteAt(at) == ']') {
      return;
    }
    while (true) {
      int end = valueEnd(at);
      add(at, end);
      at = space(end);
      int next = byteAt(at);
      if (next == ']') {
        return;
      }
      if (next != ',') {
        throw noList("a list that is broken");
      }
      at = space(at + 1);
    }
  }

  /**
   * Returns where the value of an object's member starts. A name that comes twice leads nowhere.
   */
  private int member(int start, String name) throws PackingException {
    if (byteAt(start) != '{') {
      throw noList("no object on the way to the list");
    }
    int value = -1;
    int at = space(start + 1);
    while (byteAt(at) != '}') {
      int end = byteAt(at) == '"' ? stringEnd(at, text.length) : -1;
      int colon = end < 0 ? -1 : space(end);
      if (byteAt(colon) != ':') {
        throw noList("an object that is broken");
      }
      int of = space(colon + 1);
      if (name(at, end).equals(name)) {
        if (value >= 0) {
          throw noList("two members of one name on the way to the list");
        }
        value = of;
      }
      at = space(valueEnd(of));
      if (byteAt(at) == ',') {
        at = space(at + 1);
      } else if (byteAt(at) != '}') {
        throw noList("an object that is broken");
      }
    }
    if (value < 0) {
      throw noList("nothing where the list should be");
    }
    return value;
  }

  private String name(int start, int end) throws PackingException {
    try (JsonParser parser = JSON.createParser(text, start, end - start)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw noList("a name that is broken");
    }
  }

  private void add(int start, int end) throws PackingException {
    if (found.size() == most) {
      throw new PackingException(Fault.TOO_MANY, "more than " + most + " events");
    }
    found.add(new Slice(start, end));
  }

  private int valueEnd(int at) throws PackingException {
    int end;
    if (isStruct(at)) {
      end = structEnd(at, text.length);
    } else if (byteAt(at) == '"') {
      end = stringEnd(at, text.length);
    } else {
      end = at;
      while (end < text.length && !isSpace(text[end]) && ",]}".indexOf(text[end]) < 0) {
        end++;
      }
    }
    if (end <= at) {
      throw noList("a list that is broken");
    }
    return end;
  }

  /** Returns the place behind an object or a list; -1 if it does not end before the limit. */
  private int structEnd(int start, int limit) {
    int depth = 0;
    int at = start;
    while (at < limit) {
      byte b = text[at];
      if (b == '"') {
        at = stringEnd(at, limit);
        if (at < 0) {
          return -1;
        }
        continue;
      }
      depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  /** A string has no line's end inside: where one is, the string was cut. */
  private int stringEnd(int start, int limit) {
    for (int at = start + 1; at < limit; at++) {
      byte b = text[at];
      if (b == '"') {
        return at + 1;
      }
      if (b == '\n') {
        return -1;
      }
      if (b == '\\') {
        at++;
      }
    }
    return -1;
  }

  private boolean isJson(int start, int end) {
    try (JsonParser parser = JSON.createParser(text, start, end - start)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isStruct(int at) {
    return byteAt(at) == '{' || byteAt(at) == '[';
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  private int space(int from) {
    int at = from;
    while (at < text.length && isSpace(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int byteAt(int at) {
    return at >= 0 && at < text.length ? text[at] : -1;
  }

  private static PackingException noList(String what) {
    return new PackingException(Fault.NO_LIST, what);
  }
}
