package io.weir.replayer.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches a terminal can be read, and can do nothing else. */
class TerminalTest {

  private static boolean isHarmless(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c >= 0x20
                    && !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.LINE_SEPARATOR
                    && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                    && Character.getType(c) != Character.SURROGATE);
  }

  @Test
  void everyCodePointComesOutHarmless() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(isHarmless(SafeText.of(new String(Character.toChars(c))))).isTrue();
    }
  }

  @Test
  void controlsBidiAndHalvesOfPairsAreEscaped() {
    assertThat(SafeText.of("\u001b[2J\u009b1m\u007f\u202e\u2066\ud800\r\n\t\\"))
        .isEqualTo("\\u001b[2J\\u009b1m\\u007f\\u202e\\u2066\\ud800\\r\\n\\t\\\\");
    assertThat(SafeText.of("\u200d\ufeff\udb40\udc41")).isEqualTo("\\u200d\\ufeff\\u{e0041}");
  }

  @Test
  void verbatimTextKeepsBackslashesAndHidesNothing() {
    assertThat(SafeText.verbatim("\\d\\\\u202e \u202e\u001b[ <U+202E> <0x1F> <b>"))
        .isEqualTo("\\d\\\\u202e <U+202E><U+001B>[ <U+003C>U+202E> <U+003C>0x1F> <b>");
    assertThat(PayloadText.verbatim(new byte[] {'\\', 0x1f, (byte) 0x8b}))
        .isEqualTo("\\<U+001F><0x8B>");
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      assertThat(isHarmless(SafeText.verbatim(new String(Character.toChars(c))))).isTrue();
    }
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(SafeText.of("k\u00E9y \ud83c\udf0a \u4f60"))
        .isEqualTo("k\u00E9y \ud83c\udf0a \u4f60");
  }

  @Test
  void bytesThatAreNoTextAreShownAsDigits() {
    assertThat(PayloadText.of(new byte[] {'a', (byte) 0xC0, (byte) 0xAF, 'b', (byte) 0xE2}))
        .isEqualTo("a\\xc0\\xafb\\xe2");
    assertThat(PayloadText.of(new byte[0])).isEmpty();
    assertThat(PayloadText.of("{\"a\":\"\u00E9\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("{\"a\":\"\u00E9\"}");
  }

  @Test
  void anyBytesComeOutHarmless() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(isHarmless(PayloadText.of(bytes))).as("seed %d", seed).isTrue();
      assertThat(PayloadText.hex(bytes)).as("seed %d", seed).allMatch(TerminalTest::isHarmless);
    }
  }

  @Test
  void hexadecimalRowsFitEightyColumns() {
    assertThat(PayloadText.hex("0123456789abcdef!".getBytes(StandardCharsets.US_ASCII)))
        .containsExactly(
            "00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  |0123456789abcdef|",
            "00000010  21                                               |!|");
  }

  @Test
  void aTableFitsItsWidthWhateverIsInIt() {
    String table =
        new Table(80)
            .text("ID")
            .yieldingText("CAUSE")
            .number("RECORDS")
            .row("1234abcd", "x".repeat(300), 7)
            .row("1234abce", "a\u001b[2Jb", 1_000_000)
            .render();
    assertThat(table.lines()).allMatch(line -> line.length() <= 80).hasSize(3);
    assertThat(table).contains("\\u001b").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"-1,over", "0,0s", "59,59s", "61,1m1s", "3600,1h0m", "86399,23h59m", "172800,2d"})
  void aSpanIsShort(long seconds, String text) {
    assertThat(Span.of(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"7d,604800", "6h,21600", "30m,1800", "45s,45"})
  void aSpanIsReadBack(String text, long seconds) {
    assertThat(Span.parse(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"''", "7", "7 d", "-7d", "7w", "9999999d"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> Span.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void progressTellsRateAndRemainingTime() {
    StringWriter err = new StringWriter();
    Instant[] now = {Instant.EPOCH};
    ProgressLine progress =
        new ProgressLine(new PrintWriter(err), true, "letters", 100, () -> now[0]);
    now[0] = now[0].plusSeconds(2);
    for (int i = 0; i < 20; i++) {
      progress.step();
    }
    assertThat(progress.line(now[0])).isEqualTo("20 of 100 letters, 10.0/s, 8s left");
    progress.close();
    assertThat(err.toString()).contains("1 of 100").endsWith("\r\u001b[K");
  }

  @Test
  void progressIsSilentWhereNobodyLooks() {
    StringWriter err = new StringWriter();
    try (ProgressLine progress =
        new ProgressLine(new PrintWriter(err), false, "letters", 1, () -> Instant.MAX)) {
      progress.step();
    }
    assertThat(err.toString()).isEmpty();
  }
}
