package io.weir.dynamodb.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers at the edges of their range. */
class NumbersTest {

  private static final String DIGITS_38 = "12345678901234567890123456789012345678";

  @Test
  void numbersHaveAtMost38SignificantDigits() {
    assertThat(text(DIGITS_38)).isEqualTo(DIGITS_38);
    assertThat(text(DIGITS_38 + "000")).isEqualTo(DIGITS_38 + "000");
    assertThat(text("000" + DIGITS_38)).isEqualTo(DIGITS_38);

    refused(DIGITS_38 + "9", "Attempting to store more than 38 significant digits in a Number");
    refused("0.1" + DIGITS_38, "Attempting to store more than 38 significant digits in a Number");
  }

  @Test
  void magnitudesGoFrom1EMinus130ToJustBelow1E126() {
    assertThat(text("9.9999999999999999999999999999999999999E+125")).hasSize(126);
    assertThat(text("-1E-130")).isEqualTo("-0." + "0".repeat(129) + "1");

    refused("1E126", overflow());
    refused("-1E126", overflow());
    refused(
        "1E-131",
        "Number underflow. Attempting to store a number with magnitude smaller than supported"
            + " range");
  }

  @Test
  void textsAreCanonicalAndHaveNoExponent() {
    assertThat(text("1E2")).isEqualTo("100");
    assertThat(text("1.50")).isEqualTo("1.5");
    assertThat(text("-0")).isEqualTo("0");
    assertThat(text("+.5")).isEqualTo("0.5");
    assertThat(text("0E5")).isEqualTo("0");
  }

  @Test
  void whatIsNoNumberIsRefusedByItsText() {
    refused("", "The parameter cannot be converted to a numeric value");
    for (String wrong : new String[] {"abc", "1e", "0x1", "NaN", "Infinity", "1 2", "1d", "--1"}) {
      refused(wrong, "The parameter cannot be converted to a numeric value: " + wrong);
    }
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aMillionDigitsTakeNoLongerThanTheirText() {
    String zeros = "0".repeat(1_000_000);

    assertThat(text("1." + zeros)).isEqualTo("1");
    assertThat(text(zeros + "1")).isEqualTo("1");
    assertThat(text("-." + zeros + "1E1000001")).isEqualTo("-1");
    refused("1" + zeros, overflow());
    refused("9".repeat(1_000_000), overflow());
    refused(
        "1." + "9".repeat(1_000_000),
        "Attempting to store more than 38 significant digits in a Number");
    String noNumber = "9".repeat(1_000_000) + "x";
    refused(noNumber, "The parameter cannot be converted to a numeric value: " + noNumber);
  }

  @Test
  void twoDigitsCountForAByteInAnItemsSize() {
    assertThat(Numbers.size(BigDecimal.ZERO)).isEqualTo(1);
    assertThat(Numbers.size(new BigDecimal("12"))).isEqualTo(2);
    assertThat(Numbers.size(new BigDecimal("-12"))).isEqualTo(3);
    assertThat(Numbers.size(new BigDecimal(DIGITS_38))).isEqualTo(20);
  }

  private static String overflow() {
    return String.format(
        Locale.ROOT,
        "Number %s. Attempting to store a number with magnitude larger than supported range",
        "overflow");
  }

  private static String text(String number) {
    return Numbers.text(Numbers.parse(number));
  }

  private static void refused(String number, String message) {
    assertThatThrownBy(() -> Numbers.parse(number))
        .isInstanceOf(DynamoDbException.class)
        .hasMessage(message);
  }
}
