package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a request, checked as they are taken.
 *
 * @param members as sent
 * @param protocol how they were sent
 * @param path of this structure in AWS's messages, with a dot at the end unless it is the request
 */
record Params(ObjectNode members, Protocol protocol, String path) {

  /** Refuses what an operation would have to ignore. */
  Params only(String operation, Set<String> known) {
    members
        .properties()
        .forEach(
            member -> {
              if (!known.contains(member.getKey()) && !member.getValue().isNull()) {
                throw KinesisException.unsupported(
                    "%s: the parameter %s is not emulated.".formatted(operation, member.getKey()));
              }
            });
    return this;
  }

  Optional<String> text(String name, TextRule rule) {
    return member(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw unfit(name, "a string");
              }
              return rule.check(value.textValue(), pathOf(name));
            });
  }

  String requiredText(String name, TextRule rule) {
    return text(name, rule).orElseThrow(() -> missing(name));
  }

  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return member(name).map(value -> TextRule.member(type, value.asText(), pathOf(name)));
  }

  <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
    return choice(name, type).orElseThrow(() -> missing(name));
  }

  OptionalInt integer(String name, int minimum, int maximum) {
    return member(name).stream()
        .mapToInt(
            value -> {
              if (!value.isNumber()) {
                throw unfit(name, "a number");
              }
              if (value.longValue() < minimum) {
                throw KinesisException.validation(
                    "'" + value.longValue() + "'",
                    pathOf(name),
                    "Member must have value greater than or equal to " + minimum);
              }
              if (value.longValue() > maximum) {
                throw KinesisException.validation(
                    "'" + value.longValue() + "'",
                    pathOf(name),
                    "Member must have value less than or equal to " + maximum);
              }
              return value.intValue();
            })
        .findFirst();
  }

  int requiredInteger(String name, int minimum, int maximum) {
    return integer(name, minimum, maximum).orElseThrow(() -> missing(name));
  }

  Optional<Instant> instant(String name) {
    return member(name)
        .map(
            value -> {
              if (!value.isNumber()) {
                throw unfit(name, "a timestamp");
              }
              return protocol.instant(value);
            });
  }

  ByteBuffer requiredBlob(String name, int maximum) {
    JsonNode value = member(name).orElseThrow(() -> missing(name));
    byte[] bytes;
    try {
      bytes = value.isTextual() || value.isBinary() ? value.binaryValue() : null;
    } catch (IOException e) {
      throw KinesisException.serialization(pathOf(name) + " is not base64: " + e.getMessage());
    }
    if (bytes == null) {
      throw unfit(name, "a blob");
    }
    if (bytes.length > maximum) {
      throw KinesisException.validation(
          "'java.nio.HeapByteBuffer[pos=0 lim=%1$d cap=%1$d]'".formatted(bytes.length),
          pathOf(name),
          "Member must have length less than or equal to " + maximum);
    }
    return ByteBuffer.wrap(bytes);
  }

  Optional<Params> structure(String name) {
    return member(name).map(value -> structure(value, pathOf(name)));
  }

  List<Params> structures(String name, int maximum) {
    List<Params> all = new ArrayList<>();
    for (JsonNode value : sizedList(name, maximum)) {
      all.add(structure(value, pathOf(name) + "." + (all.size() + 1) + ".member"));
    }
    return all;
  }

  List<String> texts(String name, int maximum, TextRule rule) {
    List<String> all = new ArrayList<>();
    for (JsonNode value : sizedList(name, maximum)) {
      all.add(rule.check(value.asText(), pathOf(name) + "." + (all.size() + 1) + ".member"));
    }
    return all;
  }

  Map<String, String> tags(String name) {
    Map<String, String> tags = new TreeMap<>();
    structure(name)
        .ifPresent(
            map ->
                map.members
                    .properties()
                    .forEach(
                        tag ->
                            tags.put(
                                TextRule.TAG_KEY.check(tag.getKey(), pathOf(name)),
                                TextRule.TAG_VALUE.check(tag.getValue().asText(), pathOf(name)))));
    return tags;
  }

  boolean has(String name) {
    return members.hasNonNull(name);
  }

  KinesisException missing(String name) {
    return KinesisException.validation("null", pathOf(name), "Member must not be null");
  }

  private Params structure(JsonNode value, String where) {
    if (value instanceof ObjectNode object) {
      return new Params(object, protocol, where + ".");
    }
    throw KinesisException.serialization(where + " is not a structure");
  }

  private JsonNode sizedList(String name, int maximum) {
    JsonNode list = member(name).orElseThrow(() -> missing(name));
    if (!list.isArray()) {
      throw unfit(name, "a list");
    }
    if (list.isEmpty()) {
      throw KinesisException.validation(
          "'[]'", pathOf(name), "Member must have length greater than or equal to 1");
    }
    if (list.size() > maximum) {
      throw KinesisException.validation(
          "'[%d members]'".formatted(list.size()),
          pathOf(name),
          "Member must have length less than or equal to " + maximum);
    }
    return list;
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !value.isNull());
  }

  private String pathOf(String name) {
    return path + name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private KinesisException unfit(String name, String expected) {
    return KinesisException.serialization(pathOf(name) + " is not " + expected);
  }
}
