package io.weir.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.function.IntFunction;

/** A way in which a record can be impossible to store. Each makes a payload out of a number. */
enum Malformation {
  EMPTY(n -> ""),
  BLANK(n -> " \t\r\n "),
  PLAIN_TEXT(n -> "sensor " + n + " says hello"),
  CUT_OFF(n -> "{\"sensor\": \"temperature\", \"value\": " + n),
  MISSING_BRACE(n -> "{\"sensor\": {\"n\": " + n + "}"),
  SINGLE_QUOTES(n -> "{'value': " + n + "}"),
  TRAILING_COMMA(n -> "{\"value\": " + n + ",}"),
  COMMENT(n -> "{\"value\": " + n + "} // degrees"),
  TWO_DOCUMENTS(n -> "{\"value\": " + n + "}{\"value\": " + (n + 1) + "}"),
  ARRAY(n -> "[{\"value\": " + n + "}]"),
  SCALAR(n -> "\"" + n + "\""),
  NULL(n -> "null"),
  NOT_A_NUMBER(n -> "{\"n\": " + n + ", \"value\": NaN}"),
  LEADING_ZERO(n -> "{\"value\": 0" + n + "}"),
  TOO_MANY_DIGITS(n -> "{\"value\": " + n + ".1234567890123456789012345678901234567890123}"),
  HUGE_EXPONENT(n -> "{\"n\": " + n + ", \"value\": 1e99999999999}"),
  DUPLICATE_KEY(n -> "{\"value\": " + n + ", \"value\": " + (n + 1) + "}"),
  LONE_SURROGATE(n -> "{\"n\": " + n + ", \"name\": \"\\ud800\"}"),
  CONTROL_CHARACTER(n -> "{\"n\": " + n + ", \"name\": \"a\u0000b\"}"),
  TOO_DEEP(n -> "{\"n\": " + n + ", \"a\": " + "[".repeat(200) + "]".repeat(200) + "}"),
  TOO_LARGE(n -> "{\"n\": " + n + ", \"blob\": \"" + "x".repeat(410_000) + "\"}"),
  EVENT_ID_FRACTION(n -> "{\"eventId\": " + n + ".5}"),
  EVENT_ID_EMPTY(n -> "{\"eventId\": \"\", \"value\": " + n + "}"),
  EVENT_ID_TOO_LONG(n -> "{\"eventId\": \"" + n + "-".repeat(2_048) + "\"}"),
  EMPTY_NAME(n -> "{\"\": " + n + "}"),
  BYTE_ORDER_MARK(n -> "\ufeff{\"value\": " + n + "}"),
  UTF_16(n -> new String(("{\"value\": " + n + "}").getBytes(UTF_16LE), ISO_8859_1), ISO_8859_1),
  LATIN_1(n -> "{\"n\": " + n + ", \"name\": \"caf\u00e9\"}", ISO_8859_1),
  OVERLONG(n -> "{\"n\": " + n + ", \"name\": \"\u00c0\u00af\"}", ISO_8859_1),
  BINARY(n -> "\u0000\u0001\u00ff\u00fe" + n, ISO_8859_1);

  @SuppressWarnings("ImmutableEnumChecker") // each function is a lambda that captures nothing
  private final IntFunction<String> text;

  private final Charset charset;

  Malformation(IntFunction<String> text) {
    this(text, UTF_8);
  }

  Malformation(IntFunction<String> text, Charset charset) {
    this.text = text;
    this.charset = charset;
  }

  /** Returns a payload with this fault; another number gives other bytes where it can. */
  byte[] payload(int number) {
    return text.apply(number).getBytes(charset);
  }
}
