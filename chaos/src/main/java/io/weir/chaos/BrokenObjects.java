package io.weir.chaos;

import static io.weir.chaos.Malformed.number;
import static io.weir.chaos.Malformed.text;

import java.util.List;
import java.util.stream.Stream;

/** JSON that is no object, or an object that means two things. */
final class BrokenObjects {

  private static final String NOT_AN_OBJECT = "NOT_AN_OBJECT";
  private static final String DUPLICATE_KEY = "DUPLICATE_KEY";
  private static final String LONE_SURROGATE = "LONE_SURROGATE";

  private BrokenObjects() {}

  static List<Malformed> kinds() {
    return Stream.of(noObjects(), namedTwice(), halfPairs()).flatMap(List::stream).toList();
  }

  private static List<Malformed> noObjects() {
    return List.of(
        text("array", NOT_AN_OBJECT, "an array", r -> "[{\"value\": " + number(r) + "}]"),
        text("string", NOT_AN_OBJECT, "a string", r -> "\"" + number(r) + "\""),
        text("number", NOT_AN_OBJECT, "a number", r -> String.valueOf(number(r))),
        text("null", NOT_AN_OBJECT, "null", r -> "null" + " ".repeat(r.nextInt(9))),
        text("boolean", NOT_AN_OBJECT, "true", r -> "true" + " ".repeat(r.nextInt(9))),
        text(
            "json-in-a-string",
            NOT_AN_OBJECT,
            "encoded twice",
            r -> "\"{\\\"value\\\": " + number(r) + "}\""));
  }

  private static List<Malformed> namedTwice() {
    return List.of(
        text(
            "name-twice",
            DUPLICATE_KEY,
            "a member named twice",
            r -> "{\"value\": " + number(r) + ", \"value\": " + number(r) + "}"),
        text(
            "name-twice-deep",
            DUPLICATE_KEY,
            "the same further down",
            r -> "{\"n\": [{\"a\": " + number(r) + ", \"b\": 1, \"a\": 2}]}"),
        text(
            "name-twice-escaped",
            DUPLICATE_KEY,
            "the same, once by an escape",
            r -> "{\"a\": " + number(r) + ", \"\\u0061\": 1}"),
        text(
            "event-id-twice",
            DUPLICATE_KEY,
            "two identities",
            r -> "{\"eventId\": \"" + number(r) + "\", \"eventId\": \"b\"}"));
  }

  private static List<Malformed> halfPairs() {
    return List.of(
        text(
            "high-surrogate",
            LONE_SURROGATE,
            "the first half of a pair",
            r -> "{\"n\": " + number(r) + ", \"name\": \"\\ud83d\"}"),
        text(
            "low-surrogate",
            LONE_SURROGATE,
            "the second half of a pair",
            r -> "{\"n\": " + number(r) + ", \"name\": \"\\ude00\"}"),
        text(
            "reversed-surrogates",
            LONE_SURROGATE,
            "a pair, back to front",
            r -> "{\"n\": " + number(r) + ", \"name\": \"\\ude00\\ud83d\"}"),
        text(
            "surrogate-in-a-name",
            LONE_SURROGATE,
            "half a pair in a member's name",
            r -> "{\"\\ud800\": " + number(r) + "}"));
  }
}
