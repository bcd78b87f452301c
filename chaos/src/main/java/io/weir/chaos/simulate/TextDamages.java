package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Damage.Members;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts: those that a filter changes in a document, and payloads that are no document. */
final class TextDamages {

  private TextDamages() {}

  static final List<Damage> ALL =
      List.of(
          Damage.listed(
              "base64",
              ".a |= @base64 | .b |= @base64d | .l = (.l | @base64)",
              TextDamages::base64),
          Damage.listed("uri", ".a |= @uri | .b = (.l | @uri)", TextDamages::uri),
          Damage.listed(
              "found",
              ".w = (.a | [index(\"x\"), rindex(\"x\"), indices(\"x\"), index(\"q\"), length,"
                  + " utf8bytelength])",
              TextDamages::found),
          Damage.listed(
              "characters", ".a |= (explode | implode) | .l |= implode", TextDamages::points),
          Damage.listed(
              "parted",
              ".l = (.t | split(\",\") | map(tonumber)) | .t |= gsub(\",\"; \";\")"
                  + " | .d = (.t | ascii_downcase)",
              TextDamages::parted),
          Damage.listed("inner", ".t |= fromjson | .j = (.t | tojson)", TextDamages::inner),
          Damage.text("comma", "sub(\",}$\"; \"}\")", TextDamages::comma),
          Damage.sparing("bytes", ".", TextDamages::latin1),
          Damage.text("single", "gsub(\"'\"; \"\\\"\")", TextDamages::single),
          Damage.text("two", "split(\"\\n\")[0]", TextDamages::two),
          Damage.text("begun", "sub(\"^[^{]*\"; \"\")", TextDamages::begun),
          Damage.text("not-a-number", "sub(\"NaN\"; \"null\")", TextDamages::noNumber),
          Damage.text("line", "gsub(\"\\n\"; \"\\\\n\")", TextDamages::line),
          Damage.document("twice", "fromjson | select(.kind == \"twice\")", TextDamages::twice),
          new Damage(
              "in-base64",
              new Damage.Filter("@base64d", true, Optional.empty(), false),
              "",
              TextDamages::inBase64),
          Damage.text(
              "kept-bytes", "{kind: \"kept-bytes\", bytes: @base64}", TextDamages::keptBytes),
          Damage.text(
                  "part-of-bytes",
                  "{bytes: (. + \"ü\" | @base64)}",
                  draw -> new Change(bytes(draw), "", "", Optional.empty()))
              .refusing("no part of it"),
          Damage.refused(
              "packed", ".a |= @base64d", "no UTF-8", draw -> "\"a\":\"" + packed(draw) + "\""),
          Damage.refused("not-base64", ".a |= @base64d", "fails", draw -> "\"a\":\"####\""),
          Damage.refused("no-character", ".a |= implode", "fails", TextDamages::noCharacter),
          Damage.refused(
              "no-text", ".a |= utf8bytelength", "fails", draw -> "\"a\":" + draw.below(9)),
          Damage.refused(
              "not-json", ".a |= fromjson", "fails on this payload", TextDamages::notJson),
          Damage.refused(
              "hidden",
              ".a |= fromjson",
              "two members of one name",
              draw -> "\"a\":\"{\\\"b\\\":1,\\\"b\\\":2}\""),
          Damage.text("half", "\"\\\"\\ud83d\\\"\"", draw -> Change.none("{" + draw.head() + ","))
              .refusing("half a character"),
          Damage.text(
                  "still-cut", "sub(\"x\"; \"y\")", draw -> Change.none("{" + draw.head() + ","))
              .refusing("still NOT_JSON after the repair"),
          Damage.document(
                  "unreadable",
                  "select(.kind == \"unreadable\") | .n += 1",
                  draw -> Change.none("{" + draw.head() + "} x"))
              .refusing("the payload is no JSON"),
          Damage.refused(
              "much",
              "{t: (.t * 300000)}",
              "more than a record may have",
              draw -> "\"t\":\"" + draw.digits(4) + "\""));

  private static Members base64(Draw draw) {
    String a = draw.word();
    String b = draw.word();
    String list = "[1.10,\"" + draw.word() + "\"]";
    return new Members(
        "\"a\":\"%s\",\"b\":\"%s\",\"l\":%s".formatted(a, encoded(b), list),
        "\"a\":\"%s\",\"b\":\"%s\",\"l\":\"%s\"".formatted(encoded(a), b, encoded(list)));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Members uri(Draw draw) {
    String a = draw.word();
    String list = "[\"" + draw.digits(3) + "\"]";
    return new Members(
        "\"a\":\"%s\",\"l\":%s".formatted(a, list),
        "\"a\":\"%s\",\"l\":%s,\"b\":\"%s\"".formatted(escaped(a), list, escaped(list)));
  }

  /** As a form writes it, but for the space, the star and the tilde. */
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static Members found(Draw draw) {
    String before = "😀".repeat(draw.below(3));
    String text = before + "x" + draw.digits(2) + "x";
    int first = draw.below(1) + before.length() / 2;
    return Members.and(
        "\"a\":\"" + text + "\"",
        ",\"w\":[%d,%d,[%d,%d],null,%d,%d]"
            .formatted(first, first + 3, first, first + 3, first + 4, 2 * before.length() + 4));
  }

  private static Members points(Draw draw) {
    String a = draw.word();
    String l = draw.word();
    String numbers = l.codePoints().mapToObj(String::valueOf).collect(Collectors.joining(","));
    return new Members(
        "\"a\":\"%s\",\"l\":[%s]".formatted(a, numbers),
        "\"a\":\"%s\",\"l\":\"%s\"".formatted(a, l));
  }

  private static Members parted(Draw draw) {
    String one = draw.large().toString();
    String other = draw.decimal().toPlainString();
    return new Members(
        "\"t\":\"%s,%s\"".formatted(one, other),
        "\"t\":\"%s;%s\",\"l\":[%s,%s],\"d\":\"%s;%s\""
            .formatted(one, other, one, other, one, other));
  }

  private static Members inner(Draw draw) {
    String large = draw.large().toString();
    String digits = draw.decimal().toPlainString();
    String json = "[true,null,{\"d\":%s}, \"%s\"]".formatted(digits, large);
    String compact = json.replace(", \"", ",\"");
    return new Members(
        "\"t\":\"" + json.replace("\"", "\\\"") + "\"",
        "\"t\":%s,\"j\":\"%s\"".formatted(compact, compact.replace("\"", "\\\"")));
  }

  private static Change comma(Draw draw) {
    String text = "{" + draw.head() + ",\"w\":" + draw.decimal().toPlainString();
    return Change.of(text + ",}", text + "}", draw.id());
  }

  /** Bytes of another encoding: each of them is one character. */
  private static Change latin1(Draw draw) {
    String text = "{%s,\"t\":\"é%s\"}".formatted(draw.head(), draw.digits(3));
    return new Change(text.getBytes(StandardCharsets.ISO_8859_1), text, text, draw.id());
  }

  private static Change single(Draw draw) {
    String text = "{%s,\"t\":\"%s\"}".formatted(draw.head(), draw.digits(5));
    String before = text.replace("\"t\":\"", "'t':'").replace("\"}", "'}");
    return Change.of(before, text, draw.id());
  }

  private static Change two(Draw draw) {
    String text = "{" + draw.head() + "}";
    return Change.of(text + "\n" + text.replace("}", ",\"again\":true}"), text, draw.id());
  }

  private static Change begun(Draw draw) {
    String text = "{" + draw.head() + ",\"l\":[]}";
    return Change.of((draw.coin() ? "\uFEFF" : "log: ") + text, text, draw.id());
  }

  private static Change noNumber(Draw draw) {
    String text = "{%s,\"w\":NaN,\"v\":[1.10]}".formatted(draw.head());
    return Change.of(text, text.replace("NaN", "null"), draw.id());
  }

  private static Change line(Draw draw) {
    String text = "{%s,\"t\":\"%s\n%s\"}".formatted(draw.head(), draw.digits(2), draw.digits(2));
    return Change.of(text, text.replace("\n", "\\n"), draw.id());
  }

  private static Change twice(Draw draw) {
    String text = "{%s,\"t\":\"%s\"}".formatted(draw.head(), draw.digits(4));
    return Change.of("\"" + text.replace("\"", "\\\"") + "\"", text, draw.id());
  }

  private static Change inBase64(Draw draw) {
    String text = "{%s,\"t\":\"%s\"}".formatted(draw.nameless(), draw.digits(4));
    return Change.of(encoded(text), text, Optional.empty());
  }

  private static byte[] bytes(Draw draw) {
    String text = "\"kind\":\"%s\"\u0000é%s".formatted(draw.kind(), draw.digits(9));
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Change keptBytes(Draw draw) {
    byte[] bytes = bytes(draw);
    String after =
        "{\"kind\":\"kept-bytes\",\"bytes\":\"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(bytes));
    return new Change(bytes, after, after, Optional.empty());
  }

  private static String packed(Draw draw) {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, (byte) draw.below(100)};
    return Base64.getEncoder().encodeToString(gzip);
  }

  private static String noCharacter(Draw draw) {
    return "\"a\":[%s]".formatted(draw.coin() ? "1114112" : draw.coin() ? "\"x\"" : "97.5");
  }

  private static String notJson(Draw draw) {
    List<String> texts = List.of("", "{", "{} x", "[1,", "nul");
    return "\"a\":\"" + texts.get(draw.below(texts.size())) + "\"";
  }
}
