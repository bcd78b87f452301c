package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Repairs that touch a record's identity: they keep it, or must be refused. */
final class IdentityDamages {

  private static final String NEW = "named-by-hand";
  private static final String TAG =
      "\"weir:origin\":[\"elsewhere\",\"shardId-000000000009\",\"%d\",\"2026-01-01T00:00:00Z\"],";
  private static final String CUT = "which eventId it had cannot be read";

  private IdentityDamages() {}

  static final List<Damage> ALL =
      List.of(
          Damage.object("numeric", ".eventId |= tostring", IdentityDamages::numeric),
          Damage.object("null-id", "del(.eventId)", IdentityDamages::none),
          Damage.text("id-in-text", ". + \"1}\"", IdentityDamages::escaped),
          Damage.text(
              "number-in-text",
              "sub(\"\\\"eventId\\\":(?<id>[0-9]+)\"; \"\\\"eventId\\\":\\\"\\(.id)\\\"\") + \"1}\"",
              IdentityDamages::numberInText),
          Damage.text("byte-in-id", "sub(\",$\"; \"}\")", IdentityDamages::byteInId),
          Damage.text(
                  "bad-escape",
                  "{eventId: \"b\"}",
                  draw -> Change.none(both(draw, "\"\\q\"").replace(",\"eventId\":\"b\"}", ",")))
              .refusing(CUT),
          Damage.text("tagged", "sub(\",$\"; \"}\")", IdentityDamages::tagged),
          Damage.object("spaced-tag", ".", IdentityDamages::spaced),
          Damage.text("named", "{kind: \"named\", eventId: \"" + NEW + "-1\"}", cut(NEW + "-1"))
              .naming(NEW + "-1"),
          Damage.text(
                  "named-again",
                  "gsub(\"\\\"eventId\\\":\\\"[^,]+,\"; \"\")"
                      + " | sub(\"[{]\"; \"{\\\"eventId\\\":\\\""
                      + NEW
                      + "-2\\\",\")",
                  IdentityDamages::several)
              .naming(NEW + "-2"),
          Damage.text("misnamed", "{eventId: \"other\"}", draw -> Change.none(cut(draw)))
              .naming(NEW + "-3")
              .refusing("--new-identity"),
          Damage.text(
                  "renewed", "{eventId: \"" + NEW + "-4\"}", draw -> Change.none(whole(draw) + ","))
              .naming(NEW + "-4")
              .refusing("the repair changes the eventId"),
          Damage.text("cut-id", "{eventId: \"e\"}", draw -> Change.none(cut(draw))).refusing(CUT),
          Damage.text("no-id", "{n: 1}", draw -> Change.none(cut(draw))).refusing(CUT),
          Damage.text("two-ids", "{eventId: \"b\"}", draw -> Change.none(both(draw, "\"x\"")))
              .refusing(CUT),
          Damage.text("odd-ids", "{eventId: \"b\"}", draw -> Change.none(both(draw, odd(draw))))
              .refusing(CUT),
          Damage.text(
                  "two-texts",
                  "{eventId: \"b\"}",
                  draw -> Change.none(whole(draw) + ",\"a\":{\"eventId\":\"c\"},"))
              .refusing(CUT),
          Damage.text("bytes-id", "{eventId: \"b\"}", IdentityDamages::latin1)
              .refusing("the repair changes the eventId"),
          Damage.document(
                  "other-id",
                  ".[0] | select(.kind == \"other-id\") | .eventId = \"x\"",
                  draw -> Change.none("[" + whole(draw) + "}]"))
              .refusing("the repair changes the eventId"),
          Damage.document(
                  "lost-id",
                  ".[0] | select(.kind == \"lost-id\") | del(.eventId)",
                  draw -> Change.none("[" + whole(draw) + "}]"))
              .refusing("the repair changes the eventId"),
          Damage.document(
                  "invented",
                  ".[0] | select(.kind == \"invented\") | .eventId = \"x\"",
                  draw -> Change.none("[{" + draw.nameless() + "}]"))
              .refusing("the repair invents an eventId"),
          Damage.text(
                  "lost-tag", "\"{}\"", draw -> Change.none(tag(draw, "{" + draw.nameless() + ",")))
              .refusing("the repair loses weir:origin"),
          Damage.text(
                  "other-tag",
                  "sub(\"09\\\",\\\"[0-9]+\"; \"08\\\",\\\"1\") | sub(\",$\"; \"}\")",
                  draw -> Change.none(tag(draw, "{" + draw.nameless() + ",")))
              .refusing("the repair changes weir:origin"),
          Damage.text(
                  "new-tag",
                  "sub(\"[{]\"; \"{"
                      + TAG.formatted(7).replace("\"", "\\\"")
                      + "\") | sub(\",$\"; \"}\")",
                  draw -> Change.none("{" + draw.nameless() + ","))
              .refusing("the repair invents weir:origin"));

  private static Change numeric(Draw draw) {
    String id = 1_000_000 + draw.number() + ".5";
    String inner = "\"of\":{\"eventId\":\"inner\"},\"by\":[{\"eventId\":null}]";
    String text = "{%s,%s,\"eventId\":%s}".formatted(draw.nameless(), inner, id);
    return Change.of(text, text.replace(id, "\"" + id + "\""), Optional.of(id));
  }

  private static Change none(Draw draw) {
    List<String> ids = List.of("null", "\"\"", "true", "[\"x\"]", "{\"eventId\":\"x\"}");
    String id = ids.get(draw.below(ids.size()));
    String text = "{%s,\"eventId\":%s,\"t\":1}".formatted(draw.nameless(), id);
    return Change.of(text, text.replace("\"eventId\":" + id + ",", ""), Optional.empty());
  }

  /** The identity of a text that is cut off: as a number, as a text, with escapes. */
  private static Change escaped(Draw draw) {
    String id = "ü-" + draw.number();
    String written = draw.coin() ? id : "\\u00fc-" + draw.number();
    String text = "{%s,\"eventId\" : \"%s\",\"t\":".formatted(draw.nameless(), written);
    return Change.of(text, text + "1}", Optional.of(id));
  }

  private static Change numberInText(Draw draw) {
    String id = String.valueOf(2_000_000 + draw.number());
    String text = "{%s,\"eventId\":%s,\"t\":".formatted(draw.nameless(), id);
    return Change.of(text, text.replace(id, "\"" + id + "\"") + "1}", Optional.of(id));
  }

  /** In an encoding of one byte a character. */
  private static Change byteInId(Draw draw) {
    String id = "é-" + draw.number();
    String text = "{%s,\"eventId\":\"%s\"".formatted(draw.nameless(), id);
    byte[] before = (text + ",").getBytes(StandardCharsets.ISO_8859_1);
    return new Change(before, text + "}", text + "}", Optional.of(id));
  }

  private static String tag(Draw draw, String object) {
    return "{" + TAG.formatted(draw.number()) + object.substring(1);
  }

  private static Change tagged(Draw draw) {
    String text = "{" + draw.nameless();
    return new Change(
        Draw.bytes(tag(draw, text) + ","), tag(draw, text) + "}", text + "}", origin(draw));
  }

  private static Optional<String> origin(Draw draw) {
    return Optional.of("elsewhere/shardId-000000000009/" + draw.number());
  }

  /** The function takes no such tag for one. */
  private static Change spaced(Draw draw) {
    String text = "{" + draw.nameless() + "}";
    String after = tag(draw, text);
    return new Change(Draw.bytes(after.replace(":[", ": [")), after, text, origin(draw));
  }

  private static Function<Draw, Change> cut(String id) {
    String after = "{\"kind\":\"named\",\"eventId\":\"%s\"}".formatted(id);
    return draw -> Change.of(cut(draw), after, Optional.of(id));
  }

  private static String cut(Draw draw) {
    return "{%s,\"eventId\":\"e-%d".formatted(draw.nameless(), draw.number());
  }

  private static String whole(Draw draw) {
    return "{%s,\"eventId\":\"whole-%d\"".formatted(draw.nameless(), draw.number());
  }

  private static String both(Draw draw, String first) {
    return "{%s,\"eventId\":%s,\"eventId\":\"b\"}".formatted(draw.nameless(), first);
  }

  private static String odd(Draw draw) {
    List<String> odd = List.of("null", "\"\"", "[1]", "{\"eventId\":\"x\"}", "17");
    return odd.get(draw.below(odd.size()));
  }

  private static Change several(Draw draw) {
    String before =
        "{\"eventId\":\"a-%d\",\"eventId\":\"b\",%s}".formatted(draw.number(), draw.nameless());
    String after = "{\"eventId\":\"%s-2\",%s}".formatted(NEW, draw.nameless());
    return Change.of(before, after, Optional.of(NEW + "-2"));
  }

  private static Change latin1(Draw draw) {
    String id = draw.coin() ? "温" : "é";
    byte[] bytes = Draw.bytes("{%s,\"eventId\":\"%s\",\"t\":\"#\"".formatted(draw.nameless(), id));
    bytes[bytes.length - 2] = (byte) 0xe9;
    return new Change(bytes, "", "", Optional.empty());
  }
}
