package io.weir.powertools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the environment may say of idempotency. */
class IdempotencySettingsTest {

  @Test
  void aDayIsRememberedByDefault() {
    assertThat(IdempotencySettings.from(Map.of("IDEMPOTENCY_TABLE_NAME", "Markers")))
        .isEqualTo(new IdempotencySettings("Markers", Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a", "no such/table"})
  void aTableMustBeNamed(String name) {
    assertThatThrownBy(() -> IdempotencySettings.from(Map.of("IDEMPOTENCY_TABLE_NAME", name)))
        .hasMessageStartingWith("IDEMPOTENCY_TABLE_NAME=\"" + name.strip() + "\" is not allowed")
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "POWERTOOLS_IDEMPOTENCY_DISABLED,true",
    "POWERTOOLS_IDEMPOTENCY_DISABLED,1",
    "IDEMPOTENCY_EXPIRATION,PT1S",
    "IDEMPOTENCY_EXPIRATION,1d"
  })
  void isRefusedInOneLineThatNamesTheVariable(String variable, String value) {
    assertThatThrownBy(
            () ->
                IdempotencySettings.from(
                    Map.of("IDEMPOTENCY_TABLE_NAME", "Markers", variable, value)))
        .hasMessageStartingWith(variable + "=\"" + value + "\" is not allowed")
        .message()
        .doesNotContain("\n");
  }
}
