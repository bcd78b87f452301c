package io.weir.local.kinesis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What AWS's model says about a text, and how AWS words a breach (KIN-12).
 *
 * @param pattern as messages show it
 * @param minimum length
 * @param maximum length
 */
record TextRule(Pattern pattern, int minimum, int maximum) {

  static final TextRule NAME = of("[a-zA-Z0-9_.-]+", 128);
  static final TextRule STREAM_ARN = of("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+", 2048);
  static final TextRule HASH_KEY = of("^(0|([1-9]\\d{0,38}))$", 39);
  static final TextRule SEQUENCE_NUMBER = of("^(0|([1-9]\\d{0,128}))$", 129);
  static final TextRule PARTITION_KEY = of("(?s).*", 256);
  static final TextRule ITERATOR = of("(?s).*", 512);
  static final TextRule TOKEN = of("(?s).*", 1 << 20);
  static final TextRule TAG_KEY = of("(?s).*", 128);
  static final TextRule TAG_VALUE = new TextRule(Pattern.compile("(?s).*"), 0, 256);

  private static TextRule of(String pattern, int maximum) {
    return new TextRule(Pattern.compile(pattern), 1, maximum);
  }

  String check(String value, String path) {
    String quoted = "'" + value + "'";
    if (value.codePointCount(0, value.length()) > maximum) {
      throw KinesisException.validation(
          quoted, path, "Member must have length less than or equal to " + maximum);
    }
    if (value.length() < minimum) {
      throw KinesisException.validation(
          quoted, path, "Member must have length greater than or equal to " + minimum);
    }
    if (!pattern.matcher(value).matches()) {
      throw KinesisException.validation(
          quoted, path, "Member must satisfy regular expression pattern: " + pattern);
    }
    return value;
  }

  static <E extends Enum<E>> E member(Class<E> type, String value, String path) {
    List<String> names =
        List.of(type.getEnumConstants()).stream().map(Enum::name).sorted().toList();
    if (!names.contains(value)) {
      throw KinesisException.validation(
          "'" + value + "'", path, "Member must satisfy enum value set: " + names);
    }
    return Enum.valueOf(type, value);
  }
}
