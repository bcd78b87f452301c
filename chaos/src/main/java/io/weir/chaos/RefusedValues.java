package io.weir.chaos;

import static io.weir.chaos.Malformed.number;
import static io.weir.chaos.Malformed.text;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Objects with a value that the table, or an event's identity, cannot take. */
final class RefusedValues {

  private static final String TOO_DEEP = "TOO_DEEP";
  private static final String TOO_LARGE = "TOO_LARGE";
  private static final String OUT_OF_RANGE = "NUMBER_OUT_OF_RANGE";
  private static final String EVENT_ID = "INVALID_EVENT_ID";
  private static final String ORIGIN = "INVALID_ORIGIN";

  private RefusedValues() {}

  static List<Malformed> kinds() {
    return Stream.of(shapes(), numbers(), identities()).flatMap(List::stream).toList();
  }

  /** Too deep, too large, or without a name. */
  private static List<Malformed> shapes() {
    return List.of(
        text("deep-arrays", TOO_DEEP, "200 arrays", r -> value("[".repeat(200) + "]".repeat(200))),
        text(
            "deep-objects",
            TOO_DEEP,
            "100 objects",
            r -> value("{\"a\":".repeat(100) + number(r) + "}".repeat(100))),
        text(
            "bottomless",
            TOO_DEEP,
            "100,000 arrays, never closed",
            r -> value("[".repeat(100_000))),
        text("empty-name", "INVALID_NAME", "a member without a name", r -> "{\"\": 1}"),
        text(
            "empty-name-deep",
            "INVALID_NAME",
            "the same further down",
            r -> value("{\"\": " + number(r) + "}")),
        text("large-string", TOO_LARGE, "410,000 letters", r -> string("x".repeat(410_000))),
        text(
            "many-numbers",
            TOO_LARGE,
            "many numbers",
            r -> value("[" + "7,".repeat(200_000) + "7]")));
  }

  private static List<Malformed> numbers() {
    return List.of(
        text("39-digits", OUT_OF_RANGE, "39 digits", r -> value("1" + "3".repeat(38))),
        text("long-fraction", OUT_OF_RANGE, "a fraction of 43 digits", r -> value(fraction(r))),
        text("too-big", OUT_OF_RANGE, "1E+126", r -> value("1E+126")),
        text("too-small", OUT_OF_RANGE, "1E-131", r -> value("1E-131")),
        text("huge-exponent", OUT_OF_RANGE, "1e99999999999", r -> value("1e99999999999")));
  }

  private static List<Malformed> identities() {
    return List.of(
        text("event-id-number", EVENT_ID, "a fraction", r -> "{\"eventId\": " + number(r) + ".5}"),
        text("event-id-empty", EVENT_ID, "empty", r -> "{\"eventId\": \"\"}"),
        text("event-id-null", EVENT_ID, "null", r -> "{\"eventId\": null}"),
        text("event-id-object", EVENT_ID, "an object", r -> "{\"eventId\": {\"$oid\": \"5f\"}}"),
        text(
            "event-id-long",
            EVENT_ID,
            "more than 2048 bytes",
            r -> "{\"eventId\": \"" + "é".repeat(1_025) + "\"}"),
        text("origin-object", ORIGIN, "an object", r -> "{\"weir:origin\": {\"n\": 1}}"),
        text(
            "origin-moved",
            ORIGIN,
            "not the first member",
            r -> "{\"n\": " + number(r) + ", \"weir:origin\": []}"));
  }

  private static String value(String value) {
    return "{\"value\": " + value + "}";
  }

  private static String string(String value) {
    return value("\"" + value + "\"");
  }

  private static String fraction(SplittableRandom random) {
    return random.nextInt(1, 10) + "." + "1234567890".repeat(4) + "123";
  }
}
