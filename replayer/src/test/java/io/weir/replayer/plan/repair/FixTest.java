package io.weir.replayer.plan.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.plan.repair.Fix.Repaired.Failed;
import io.weir.replayer.plan.repair.Fix.Repaired.Rewritten;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter rewrites a payload, within bounds. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FixTest {

  private static Repaired fix(String filter, boolean raw, String payload) {
    return Fix.compile(filter, raw).apply(bytes(payload));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".a = 1              | {\"b\":2}                | {\"b\":2,\"a\":1}",
        ".                   | {\"n\":1.10,\"m\":12345678901234567890.12345678901234567890} "
            + "| {\"n\":1.10,\"m\":12345678901234567890.12345678901234567890}",
        "del(.bad)           | {\"bad\":null,\"z\":[]}  | {\"z\":[]}",
        "map_values(. + 1)   | {\"n\":1,\"m\":2}        | {\"n\":2,\"m\":3}"
      })
  void rewritesJsonAndKeepsEveryDigit(String filter, String before, String after) {
    assertThat(fix(filter, false, before)).isEqualTo(new Rewritten(bytes(after)));
  }

  /** Jackson 2.21.0 took it for invalid UTF-8: what could not be read could not be repaired. */
  @Test
  void aNameMayHaveASurrogatePairInEscapes() {
    assertThat(fix(".a = 2", false, "{\"\\ud83d\\ude00\":1}"))
        .isEqualTo(new Rewritten(bytes("{\"\ud83d\ude00\":1,\"a\":2}")));
  }

  /** The library's own walk sorts the members, and loses those before one that is left out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "walk(.) | {\"z\":1,\"b\":[{\"y\":2,\"a\":3}]} | {\"z\":1,\"b\":[{\"y\":2,\"a\":3}]}",
        "walk(if . == null then empty else . end) | {\"z\":1.10,\"n\":null,\"b\":[null,2]} "
            + "| {\"z\":1.10,\"b\":[2]}",
        "walk(if . == null then 1, 2 else . end) | {\"z\":1,\"n\":null} | {\"z\":1,\"n\":1}"
      })
  void walkKeepsTheMembersAndTheirOrder(String filter, String before, String after) {
    assertThat(fix(filter, false, before)).isEqualTo(new Rewritten(bytes(after)));
  }

  @Test
  void rawGivesTheTextAndTakesText() {
    assertThat(fix(". + \"}\"", true, "{\"a\":1")).isEqualTo(new Rewritten(bytes("{\"a\":1}")));
    assertThat(fix("{was: .}", true, "cut")).isEqualTo(new Rewritten(bytes("{\"was\":\"cut\"}")));
  }

  @Test
  void rawReadsWhatIsNoUtf8AsLatin1() {
    Repaired repaired =
        Fix.compile(".", true)
            .apply(Bytes.of("{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)));

    assertThat(repaired).isEqualTo(new Rewritten(bytes("{\"a\":\"\u00e9\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".                   | {\"a\":                 | no JSON",
        ".                   | {} x                    | no JSON",
        "empty               | {}                      | yields nothing",
        ".,.                 | {}                      | more than one value",
        ".a.b                | {\"a\":\"secret\"}      | fails on this payload",
        "error(\"secret\")   | {}                      | fails on this payload",
        "[range(600000)]     | {}                      | more than a record may have"
      })
  void failsWithoutQuotingThePayload(String filter, String payload, String why) {
    Repaired repaired = fix(filter, false, payload);

    assertThat(repaired).isInstanceOf(Failed.class);
    assertThat(((Failed) repaired).why()).contains(why).doesNotContain("secret");
  }

  @Test
  void aFilterThatCallsItselfForEverFails() {
    assertThat(fix("def f: f | f; f", false, "{}")).isInstanceOf(Failed.class);
  }

  @Test
  void whatIsNoFilterIsRefusedAtOnce() {
    assertThatThrownBy(() -> Fix.compile(".a |", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a jq filter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ". | {\"d\":0.1234567890123456789,\"e\":1e5,\"z\":-0,\"f\":1.10} | {\"d\":0.1234567890123456789,\"e\":1e5,\"z\":-0,\"f\":1.10}",
        ".d += 0 | {\"d\":0.1234567890123456789} | {\"d\":0.1234567890123456789}",
        ".w |= .+1 | {\"w\":12345678901234567890123456789012345678} | {\"w\":12345678901234567890123456789012345679}",
        ".w |= . * . | {\"w\":9007199254740993} | {\"w\":81129638414606699710187514626049}",
        ".w |= -. | {\"w\":5} | {\"w\":-5}",
        ".w = -(9007199254740993 - 0) | {} | refused",
        ".w |= . % 10 | {\"w\":12345678901234567890123456789012345678} | {\"w\":8}",
        ".w |= . / 1000 | {\"w\":1700000000123} | {\"w\":1700000000.123}",
        ".w |= . / 3 | {\"w\":1} | refused",
        ".w |= floor | {\"w\":12345678901234567890.9} | {\"w\":12345678901234567890}",
        ".w = 0.1 + 0.2 | {} | {\"w\":0.3}",
        ".w = ([.a, 0.2] | add) | {\"a\":0.1} | {\"w\":0.3}",
        ".w = (\"12345678901234567890\" | tonumber) | {} | {\"w\":12345678901234567890}",
        ".w = (.a | tojson) | {\"a\":[0.12345678901234567890,1e400]} | {\"w\":\"[0.12345678901234567890,1e400]\"}",
        ".w = (.a | tostring) | {\"a\":0.12345678901234567890} | {\"w\":\"0.12345678901234567890\"}",
        ".w = \"n\\(.a)\" | {\"a\":9007199254740993.5} | {\"w\":\"n9007199254740993.5\",\"a\":1}",
        ".w = (.a | fromjson) | {\"a\":\"[0.12345678901234567890]\"} | {\"w\":[0.12345678901234567890]}",
        ".w = (.a | fromjson) | {\"a\":\"{\\\"b\\\":1,\\\"b\\\":2}\"} | refused",
        ".w = (.a == .b) | {\"a\":9007199254740993,\"b\":9007199254740992} | {\"w\":false}",
        ".w = (.a == .b) | {\"a\":1.0,\"b\":1} | {\"w\":true}",
        ".w = (.a > .b) | {\"a\":9007199254740993,\"b\":9007199254740992} | {\"w\":true}",
        ".w = (.a | unique) | {\"a\":[9007199254740993,9007199254740992]} | refused",
        ".w = (.a | sort) | {\"a\":[3.5,0.1,2]} | {\"w\":[0.1,2,3.5]}",
        ".w = (.a | max)? | {\"a\":[9007199254740993,9007199254740992]} | refused",
        ".w = [range(0; 1; 0.25)] | {} | {\"w\":[0,0.25,0.5,0.75]}",
        ".w = (.a | ascii_downcase) | {\"a\":\"A\ud83d\ude00\"} | {\"w\":\"a\ud83d\ude00\"}",
        ".w = (.a | .[:index(\"x\")]) | {\"a\":\"\ud83d\ude00bx\"} | {\"w\":\"\ud83d\ude00b\"}",
        ".w = (.a | @base64d) | {\"a\":\"H4sIAOk=\"} | refused",
        ".w = (.a | @base64) | {\"a\":\"\u00e9\"} | {\"w\":\"w6k=\"}",
        ".w = (.a | @uri) | {\"a\":\"a/\u00e9~\"} | {\"w\":\"a%2F%C3%A9~\"}",
        ".w = infinite | {} | refused",
        ".w = (.a + 1) | {\"a\":1e999999} | refused",
        ". | {\"a\":1,\"a\":2} | refused",
        ". | {\"b\":[{\"a\":1,\"a\":1}]} | refused",
        "(.,.)? | {} | refused"
      })
  void nothingIsRoundedReplacedOrLost(String line) {
    String[] parts = line.split(" \\| (?=[{r]|$)", -1);
    String filter = String.join(" | ", Arrays.copyOf(parts, parts.length - 2));
    String before = parts[parts.length - 2];
    String after = parts[parts.length - 1];
    Repaired repaired = fix(filter, false, before);
    if (after.equals("refused")) {
      assertThat(repaired).isInstanceOf(Failed.class);
      return;
    }
    assertThat(repaired).isInstanceOf(Rewritten.class);
    String text = new String(((Rewritten) repaired).payload().toArray(), StandardCharsets.UTF_8);
    assertThat(text).contains(after.substring(1, after.length() - 1).replace(",\"a\":1", ""));
  }

  /** The bytes are those of a gzip stream that a producer put. */
  @Test
  void theBytesOfWhatIsNoUtf8AreThoseOfTheRecord() {
    Bytes payload = Bytes.of(new byte[] {0x1f, (byte) 0x8b, 8, 0, (byte) 0xe9});
    assertThat(Fix.compile("{gz: @base64}", true).apply(payload))
        .isEqualTo(new Rewritten(bytes("{\"gz\":\"H4sIAOk=\"}")));
    assertThat(Fix.compile("{n: utf8bytelength, u: .[4:] | @uri}", true).apply(payload))
        .isEqualTo(new Rewritten(bytes("{\"n\":5,\"u\":\"%E9\"}")));
    assertThat(Fix.compile("{gz: (. + \"\u00fc\" | @base64)}", true).apply(payload))
        .isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".ts |= todate",
        ".ts | strftime(\"%Y\")",
        ".a | ascii",
        "$ENV",
        "{$ENV}",
        "env",
        "sqrt",
        "pow(.;2)",
        "@base58",
        "if .no then todate else . end",
        "def f: nothing; .",
        "debug_scope",
        "$__loc__",
        "input_line_number",
        "import \"a\" as a; .",
        "break $out",
        ".a = 0.12345678901234567890",
        ".a = 12345678901234567890123456789012345678",
        ".[",
        "\"a"
      })
  void aWrongFilterIsRefusedBeforeItSeesAPayload(String filter) {
    assertThatThrownBy(() -> Fix.compile(filter, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a jq filter: ");
  }

  @Test
  void whatIsRightCompiles() {
    for (String filter :
        List.of(
            "def f($x; g): $x | g; f(1; .)",
            ". as [$a, {b: $c, $d}] | {$a, $c, $d}",
            "reduce .[] as $i (0; . + $i)",
            "label $out | 1, break $out",
            "with_entries(.value |= tostring) | walk(.) | @json",
            "def f: def g: 1; g; f")) {
      assertThat(Fix.compile(filter, false).text()).isEqualTo(filter);
    }
  }
}
