package io.weir.replayer.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.recover.RecoveryStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which causes can be named. */
class CausesTest {

  /** The words are those of the types, and a type that is added must be added there. */
  @Test
  void everyDiagnosisAndEveryVerdictIsOne() {
    assertThat(
            Stream.of(Diagnosis.class, RecoveryStatus.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .map(type -> type.getSimpleName().toUpperCase(Locale.ROOT)))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(Causes.words());
  }

  @Test
  void aCodeIsOneAloneAndBehindItsWord() {
    assertThat(Causes.isOne("NOT_JSON")).isTrue();
    assertThat(Causes.isOne("poison  not_json")).isTrue();
    assertThat(Causes.isOne("MALFORMED UNKNOWN_SHAPE")).isTrue();
    assertThat(Causes.isOne("NOT_JSOM")).isFalse();
    assertThat(Causes.isOne("")).isFalse();
  }
}
