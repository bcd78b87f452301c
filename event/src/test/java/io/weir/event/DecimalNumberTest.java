package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DynamoDB's numbers, on both sides of each border (DDB-21), and what they weigh (DDB-22). */
class DecimalNumberTest {
  private static final String NINES = "9".repeat(38);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0.000, 0",
    "0e99999999999999999999, 0",
    "-0.0E-5, 0",
    "1, 1",
    "-1, -1",
    "100, 100",
    "1.500, 1.5",
    "15e-1, 1.5",
    "1.5E+3, 1500",
    "0.00123, 0.00123",
    "123.456e3, 123456",
    "123.456e1, 1234.56",
    "1e37, 10000000000000000000000000000000000000",
    "1e38, 1E38",
    "1.2e-7, 0.00000012",
    "1.2e-8, 1.2E-8",
    "-1.25e100, -1.25E100",
    "9007199254740993, 9007199254740993",
    "0.1234567890123456789, 0.1234567890123456789",
  })
  void aNumberKeepsItsValueInOneForm(String literal, String text) {
    assertThat(DecimalNumber.parse(literal).map(DecimalNumber::text)).contains(text);
  }

  @Test
  void theBordersAreAccepted() {
    assertThat(DecimalNumber.parse(NINES)).isPresent();
    assertThat(DecimalNumber.parse("-0." + NINES)).isPresent();
    assertThat(DecimalNumber.parse(NINES + "e88")).isPresent();
    assertThat(DecimalNumber.parse("9.9e125")).isPresent();
    assertThat(DecimalNumber.parse("1e-130")).isPresent();
    assertThat(DecimalNumber.parse("0." + "0".repeat(129) + "1")).isPresent();
    assertThat(DecimalNumber.parse("1" + "0".repeat(125))).isPresent();
    assertThat(DecimalNumber.parse("1" + "0".repeat(1000) + "e-1000").map(DecimalNumber::text))
        .contains("1");
    assertThat(DecimalNumber.parse("0." + "0".repeat(999) + "1e1000").map(DecimalNumber::text))
        .contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e126",
        "-1e126",
        "1e-131",
        "0.9e-130",
        "10e125",
        "1e2147483648",
        "1e-2147483648",
        "1e9223372036854775808",
        "1e-99999999999999999999999999",
        "123456789012345678901234567890123456789",
        "1.00000000000000000000000000000000000001",
        "1000000000000000000000000000000000000.01",
      })
  void whatLiesBeyondIsRefused(String literal) {
    assertThat(DecimalNumber.parse(literal)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "-12, 3",
    "1.5, 3",
    "12.34, 3",
    "1e125, 2",
    "1e-100, 2",
    "100, 2",
    "1000, 2",
    "0.001, 2",
    "120, 3",
    "1200, 2",
    "10.5, 3",
    "100.001, 5",
    "-0.5, 3",
    "0.0123, 3",
    "0.00123, 3",
    "0.12, 2",
    "0.123, 3",
    "12345.678, 6",
    "10500, 3",
    "-105, 4",
    "12e-130, 2",
    "123e20, 3",
    "123e21, 3",
    "11111111111111111111111111111111111111, 20",
    "-11111111111111111111111111111111111111, 21",
    "1.2345678901234567890123456789012345678e-130, 21",
    "1.2345678901234567890123456789012345678e125, 20",
    "9.9999999999999999999999999999999999999E+125, 20",
  })
  void itsSizeIsWhatDynamoDbCounts(String literal, int size) {
    assertThat(DecimalNumber.parse(literal).map(DecimalNumber::size)).contains(size);
  }

  @Test
  void randomNumbersAgreeWithBigDecimal() {
    long seed = Long.getLong("seed", 20_261_122L);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String literal = literal(random);
      BigDecimal expected = new BigDecimal(literal).stripTrailingZeros();
      int adjusted = expected.precision() - expected.scale() - 1;
      boolean fits =
          expected.signum() == 0
              || (expected.precision() <= 38 && adjusted >= -130 && adjusted <= 125);

      Optional<DecimalNumber> number = DecimalNumber.parse(literal);

      assertThat(number.isPresent()).as("seed=%d %s", seed, literal).isEqualTo(fits);
      if (fits) {
        assertThat(new BigDecimal(number.orElseThrow().text()))
            .as("seed=%d %s", seed, literal)
            .isEqualByComparingTo(expected);
      }
    }
  }

  private static String literal(Random random) {
    StringBuilder literal = new StringBuilder(random.nextBoolean() ? "-" : "");
    literal.append(random.nextInt(3) == 0 ? "0" : (1 + random.nextInt(9)) + digits(random, 40));
    if (random.nextBoolean()) {
      literal.append('.').append(random.nextInt(10)).append(digits(random, 40));
    }
    if (random.nextBoolean()) {
      literal.append(random.nextBoolean() ? 'e' : 'E').append(random.nextInt(-140, 141));
    }
    return literal.toString();
  }

  private static String digits(Random random, int most) {
    StringBuilder digits = new StringBuilder();
    int count = random.nextInt(most);
    boolean zeros = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      digits.append(zeros ? 0 : random.nextInt(10));
    }
    return digits.toString();
  }
}
