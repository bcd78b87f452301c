package io.weir.replayer.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.repair.Repaired.Failed;
import io.weir.replayer.repair.Repaired.Rewritten;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter rewrites a payload, within bounds. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FixTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Repaired fix(String filter, boolean raw, String payload) {
    return Fix.compile(filter, raw, LIMIT).apply(bytes(payload));
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

  @Test
  void rawGivesTheTextAndTakesText() {
    assertThat(fix(". + \"}\"", true, "{\"a\":1")).isEqualTo(new Rewritten(bytes("{\"a\":1}")));
    assertThat(fix("{was: .}", true, "cut")).isEqualTo(new Rewritten(bytes("{\"was\":\"cut\"}")));
  }

  @Test
  void rawReadsWhatIsNoUtf8AsLatin1() {
    Repaired repaired =
        Fix.compile(".", true, LIMIT)
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
  void anEndlessFilterIsGivenUp() {
    Repaired repaired =
        Fix.compile("def f: f; f", false, Duration.ofMillis(300)).apply(bytes("{}"));

    assertThat(repaired).isInstanceOf(Failed.class);
  }

  @Test
  void whatIsNoFilterIsRefusedAtOnce() {
    assertThatThrownBy(() -> Fix.compile(".a |", false, LIMIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a jq filter");
  }
}
