package io.weir.replayer.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sequence number is, and how two of them compare. */
class SequenceNumberTest {

  @Test
  void numbersOfDifferentLengthsCompareAsNumbers() {
    assertThat(SequenceNumber.of("9")).isLessThan(SequenceNumber.of("10"));
    assertThat(SequenceNumber.of("9".repeat(128))).isLessThan(SequenceNumber.of("1".repeat(129)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "01", "+1", "1.0", "1e3", " 1", "\u0661", "0x1"})
  void nothingButPlainDigitsIsANumber(String text) {
    assertThat(SequenceNumber.parse(text)).isEmpty();
  }

  @Test
  void noMoreThan129DigitsAreANumber() {
    assertThat(SequenceNumber.parse("1".repeat(129))).isPresent();
    assertThat(SequenceNumber.parse("1".repeat(130))).isEmpty();
  }
}
