package io.weir.chaos;

import static io.weir.chaos.Malformed.number;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Texts that are not one JSON text. */
final class BrokenJson {

  private BrokenJson() {}

  static List<Malformed> kinds() {
    return List.of(
        not("plain-text", "a sentence", r -> "sensor " + number(r) + " says hello"),
        not("xml", "XML", r -> "<reading value=\"" + number(r) + "\"/>"),
        not("csv", "CSV", r -> "temperature," + number(r) + "\n"),
        not("yaml", "YAML", r -> "value: " + number(r) + "\n"),
        not("form", "a form's encoding", r -> "value=" + number(r) + "&unit=C"),
        not("python", "what Python prints", r -> "{'value': " + number(r) + ", 'ok': True}"),
        not("undefined", "JavaScript's undefined", r -> member(r, "undefined")),
        not("upper-case", "TRUE", r -> member(r, "TRUE")),
        not("nan", "NaN", r -> member(r, "NaN")),
        not("infinity", "-Infinity", r -> member(r, "-Infinity")),
        not("cut-off", "the end is missing", BrokenJson::cutOff),
        not("missing-brace", "a brace is missing", r -> "{\"a\": {\"n\": " + number(r) + "}"),
        not("mixed-brackets", "closed by the wrong bracket", r -> "{\"n\": [" + number(r) + "}]"),
        not("missing-colon", "no colon", r -> "{\"value\" " + number(r) + "}"),
        not("missing-comma", "no comma", r -> "{\"n\": " + number(r) + " \"m\": 1}"),
        not("trailing-comma", "a comma too many", r -> "{\"value\": " + number(r) + ",}"),
        not("bare-name", "a name without quotes", r -> "{value: " + number(r) + "}"),
        not("single-quotes", "single quotes", r -> "{'value': " + number(r) + "}"),
        not("comment", "a comment inside", r -> "{\"value\": /* C */ " + number(r) + "}"),
        not("leading-zero", "a number with a zero in front", r -> member(r, "0" + number(r))),
        not("plus-sign", "a number with a plus", r -> member(r, "+" + number(r))),
        not("hexadecimal", "a hexadecimal number", r -> member(r, "0x" + number(r))),
        not("no-fraction", "a point and no fraction", r -> member(r, number(r) + ".")),
        not("no-integer", "a point in front", r -> member(r, "." + number(r))),
        not("no-exponent", "an e and no exponent", r -> member(r, number(r) + "e")),
        not("control-character", "a raw NUL in a string", r -> member(r, "\"a\u0000b\"")),
        not("raw-newline", "a raw line break in a string", r -> member(r, "\"a\nb\"")),
        not("bad-escape", "an escape that is none", r -> member(r, "\"\\x41\"")),
        not("short-escape", "an escape with two digits", r -> member(r, "\"\\u00\"")),
        not("open-string", "a string without an end", r -> member(r, "\"open")),
        trailing("two-objects", "two objects", r -> good(r) + good(r)),
        trailing("ndjson", "an object a line", r -> good(r) + "\n" + good(r) + "\n"),
        trailing("brace-too-many", "a brace too many", r -> good(r) + "}"),
        trailing("text-behind", "words behind it", r -> good(r) + " -- end"),
        trailing("comment-behind", "a comment behind it", r -> good(r) + " // degrees"),
        trailing("nul-behind", "a NUL behind it, as C leaves it", r -> good(r) + "\u0000"));
  }

  private static Malformed not(String name, String what, Function<SplittableRandom, String> maker) {
    return Malformed.text(name, "NOT_JSON", what, maker);
  }

  private static Malformed trailing(
      String name, String what, Function<SplittableRandom, String> maker) {
    return Malformed.text(name, "TRAILING_CONTENT", what, maker);
  }

  private static String good(SplittableRandom random) {
    return "{\"value\": " + number(random) + "}";
  }

  private static String member(SplittableRandom random, String value) {
    return "{\"n\": " + number(random) + ", \"value\": " + value + "}";
  }

  private static String cutOff(SplittableRandom random) {
    String whole = "{\"sensor\": \"temperature\", \"values\": [" + number(random) + ", 1, 2]}";
    return whole.substring(0, random.nextInt(1, whole.length()));
  }
}
