package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's body, or a structure within one: its members by name and type. */
public final class Parameters {

  private final JsonNode body;

  /** Reads from this body. */
  public Parameters(JsonNode body) {
    if (!body.isObject()) {
      throw DynamoDbException.serialization("Start of structure or map not found where expected");
    }
    this.body = body;
  }

  /** Returns the body itself. */
  public JsonNode body() {
    return body;
  }

  /** Says whether a member is there. */
  public boolean has(String name) {
    return member(name) != null;
  }

  private @Nullable JsonNode member(String name) {
    JsonNode member = body.get(name);
    return member == null || member.isNull() ? null : member;
  }

  /** Returns a text, or null. */
  public @Nullable String text(String name) {
    JsonNode member = member(name);
    if (member == null) {
      return null;
    }
    return textOf(member);
  }

  private static String textOf(JsonNode member) {
    if (member.isTextual()) {
      return member.textValue();
    }
    throw wrong(member, "String");
  }

  /** Returns a text, or another for none. */
  public String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /** Returns whole number, or null. */
  public @Nullable Long number(String name) {
    JsonNode member = member(name);
    if (member == null) {
      return null;
    }
    if (member.isNumber()) {
      return member.longValue();
    }
    throw wrong(member, "Integer");
  }

  /** Returns true or false; false for none. */
  public boolean flag(String name) {
    JsonNode member = member(name);
    if (member == null) {
      return false;
    }
    if (member.isBoolean()) {
      return member.booleanValue();
    }
    throw wrong(member, "Boolean");
  }

  /** Returns a structure, or null. */
  public @Nullable Parameters structure(String name) {
    JsonNode member = member(name);
    return member == null ? null : new Parameters(member);
  }

  /** Returns the entries of a map; none for no map. */
  public Iterable<Map.Entry<String, JsonNode>> entries(String name) {
    Parameters map = structure(name);
    return map == null ? List.of() : map.body.properties();
  }

  /** Returns the elements of a list; none for no list. */
  public List<JsonNode> list(String name) {
    JsonNode member = member(name);
    if (member == null) {
      return List.of();
    }
    if (!member.isArray()) {
      throw DynamoDbException.serialization(
          member.isObject()
              ? "Start of structure or map found where not expected"
              : "Unexpected field type");
    }
    List<JsonNode> elements = new ArrayList<>(member.size());
    for (Iterator<JsonNode> it = member.elements(); it.hasNext(); ) {
      elements.add(it.next());
    }
    return elements;
  }

  /** Returns the structures of a list. */
  public List<Parameters> structures(String name) {
    return list(name).stream().map(Parameters::new).toList();
  }

  /** Returns the texts of a list. */
  public List<String> texts(String name) {
    return list(name).stream().map(Parameters::textOf).toList();
  }

  private static DynamoDbException wrong(JsonNode member, String type) {
    return DynamoDbException.serialization(
        switch (member.getNodeType()) {
          case NUMBER -> "NUMBER_VALUE cannot be converted to " + type;
          case BOOLEAN ->
              (member.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE")
                  + " cannot be converted to "
                  + type;
          case STRING -> "STRING_VALUE cannot be converted to " + type;
          case OBJECT -> "Start of structure or map found where not expected";
          default -> "Start of list found where not expected";
        });
  }
}
