package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Damage.Members;
import java.util.List;

/** Documents of another shape than they should have. */
final class ShapeDamages {

  private static final String FUNCTIONS =
      "def sum($x; f): $x + f; (. + {w: sum(.a; .b)} | . as {a: $q, \"l\": [$r]} | . as {$b}"
          + " | .z = {$q, $r, \"k-\\($b)\": @text \"\\($q)-\\($r)\"}"
          + " | .l |= [label $out | .[] | if . == null then break $out else . end])";

  private ShapeDamages() {}

  static final List<Damage> ALL =
      List.of(
          Damage.listed("renamed", ".amount = .betrag | del(.betrag)", ShapeDamages::renamed),
          Damage.listed("missing", ".currency //= \"EUR\" | .a.b.c = true", ShapeDamages::missing),
          Damage.listed("chosen", ".l |= map(select(.ok) | .v)", ShapeDamages::chosen),
          Damage.listed("functions", FUNCTIONS, ShapeDamages::functions),
          Damage.listed(
              "folded",
              ".t = (reduce .l[] as $i (0; . + $i)) | .f = [foreach .l[] as $i (0; . + $i)]"
                  + " | .e = (try error(\"x\") catch .) | .o = (.a and true or false)",
              ShapeDamages::folded),
          Damage.listed(
              "walked",
              "walk(if . == null then empty elif type == \"number\" and . != 0 then tostring else . end)"
                  + " | .n |= tonumber",
              ShapeDamages::walked),
          Damage.object(
              "no-name",
              "with_entries(if .key == \"\" then .key = \"_\" else . end)",
              ShapeDamages::noName),
          Damage.object("torn-pair", ".t |= .[:0]", ShapeDamages::tornPair),
          Damage.listed("odd-names", ".w = .[\"a b\"] | del(.[\"é\\\"\"])", ShapeDamages::oddNames),
          Damage.document("merged", "select(.[0].kind == \"merged\") | add", ShapeDamages::merged),
          Damage.refused(
              "hiding", ".", "two members of one name", draw -> "\"b\":[{\"a\":1,\"a\":1}]"),
          Damage.refused("several", ".l[]", "more than one value", draw -> "\"l\":[{},{}]"),
          Damage.refused("both", "(., .)?", "more than one value", draw -> "\"l\":[1.10]"),
          Damage.refused("nothing", "empty", "yields nothing", draw -> "\"l\":[1.10]"),
          Damage.refused("failing", ".l.a.b", "fails on this payload", draw -> "\"l\":[1.10]"),
          Damage.refused(
              "telling",
              "error(.t)",
              "fails on this payload",
              draw -> "\"t\":\"" + RepairLaw.SECRET + draw.digits(9) + "\""),
          Damage.refused(
              "part", ".l", "still NOT_AN_OBJECT after the repair", draw -> "\"l\":[1.10]"),
          Damage.refused(
              "deep", "def f: f | f; f", "calls itself too often", draw -> "\"l\":[1.10]"),
          Damage.refused(
              "negative", ".t * 12345678901", "the filter failed", draw -> "\"t\":\"ab\""),
          Damage.document(
                  "left",
                  "select(type == \"array\")",
                  draw -> Change.none("[{" + draw.head() + "}]"))
              .refusing("still NOT_AN_OBJECT after the repair"));

  private static Members renamed(Draw draw) {
    String value = draw.coin() ? draw.decimal().toPlainString() : "null";
    return new Members(
        "\"betrag\":%s,\"l\":[]".formatted(value), "\"l\":[],\"amount\":%s".formatted(value));
  }

  private static Members missing(Draw draw) {
    boolean there = draw.coin();
    String in = there ? "\"currency\":\"CHF\"" : "\"currency\":null";
    return new Members(in, (there ? in : "\"currency\":\"EUR\"") + ",\"a\":{\"b\":{\"c\":true}}");
  }

  private static Members chosen(Draw draw) {
    String one = draw.large().toString();
    String other = "\"" + draw.word() + "\"";
    boolean ok = draw.coin();
    return new Members(
        "\"l\":[{\"ok\":true,\"v\":%s},{\"ok\":%b,\"v\":%s},{}]".formatted(one, ok, other),
        "\"l\":[%s%s]".formatted(one, ok ? "," + other : ""));
  }

  private static Members functions(Draw draw) {
    String a = draw.digits(5);
    String b = draw.digits(4);
    String r = draw.large().toString();
    return new Members(
        "\"a\":%s,\"b\":%s,\"l\":[%s,null,2]".formatted(a, b, r),
        "\"a\":%s,\"b\":%s,\"l\":[%s],\"w\":%d,\"z\":{\"q\":%s,\"r\":%s,\"k-%s\":\"%s-%s\"}"
            .formatted(a, b, r, Integer.parseInt(a) + Integer.parseInt(b), a, r, b, a, r));
  }

  private static Members folded(Draw draw) {
    String one = draw.large().toString();
    boolean a = draw.coin();
    return Members.and(
        "\"l\":[%s,0.1],\"a\":%b".formatted(one, a),
        ",\"t\":%s.1,\"f\":[%s,%s.1],\"e\":\"x\",\"o\":%b".formatted(one, one, one, a));
  }

  private static Members walked(Draw draw) {
    String one = draw.decimal().toPlainString();
    String other = draw.large().toString();
    return new Members(
        "\"l\":[%s,{\"z\":0,\"c\":null,\"b\":%s},null,true]".formatted(one, other),
        "\"l\":[\"%s\",{\"z\":0,\"b\":\"%s\"},true]".formatted(one, other));
  }

  private static Change noName(Draw draw) {
    String text = "{%s,\"\":[%s],\"é\":null}".formatted(draw.head(), draw.decimal());
    return Change.of(text, text.replace("\"\":", "\"_\":"), draw.id());
  }

  /** Half of a pair of surrogates, in escapes. */
  private static Change tornPair(Draw draw) {
    String text = "{%s,\"t\":\"%s\"}".formatted(draw.head(), draw.coin() ? "\\ud83d" : "\\uDE00");
    return Change.of(text, "{%s,\"t\":\"\"}".formatted(draw.head()), draw.id());
  }

  private static Members oddNames(Draw draw) {
    String value = draw.decimal().toPlainString();
    return new Members(
        "\"a b\":%s,\"é\\\"\":1,\"\\ud83d\\ude00\":{\"\\u0041\":[]}".formatted(value),
        "\"a b\":%s,\"😀\":{\"A\":[]},\"w\":%s".formatted(value, value));
  }

  private static Change merged(Draw draw) {
    String value = draw.large().toString();
    String after = "{%s,\"w\":%s,\"t\":false}".formatted(draw.head(), value);
    return Change.of(
        "[{%s,\"w\":1},{\"w\":%s},null,{\"t\":false}]".formatted(draw.head(), value),
        after,
        draw.id());
  }
}
