package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a cause and a letter may be named, and what is named in vain. */
class SelectionTest {

  private static final Examined POISON =
      new Examined(
          Given.record(1, "{"), new Diagnosis.Poison("NOT_JSON", "line 1"), Optional.empty());

  private static Selection selection(Set<String> causes, Set<String> letters) {
    return new Selection(causes, letters, Set.of(), Set.of(), Optional.empty(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POISON NOT_JSON", "poison not_json", "POISON", " NOT_JSON"})
  void aCauseIsNamedAsInspectPrintsItOrByEitherWord(String cause) {
    assertThat(selection(Set.of(cause), Set.of()).takes(POISON)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOT", "NOT_JSON POISON", "POISON EMPTY", "FIXED NOT_JSON", ""})
  void noOtherNameWillDo(String cause) {
    assertThat(selection(Set.of(cause), Set.of()).takes(POISON)).isFalse();
  }

  @Test
  void whatIsNamedInVainIsKnown() {
    Selection selection =
        selection(Set.of("bystander", "EMPTY", "FIXED"), Set.of("6f2c", "77", ""));

    assertThat(selection.absentCauses(List.of("BYSTANDER", "POISON EMPTY")))
        .containsExactly("FIXED");
    assertThat(selection.absentLetters(List.of("6f2c-1", "88"))).containsExactly("77");
    assertThat(Selection.ALL.absentCauses(List.of())).isEmpty();
    assertThat(Selection.ALL.absentLetters(List.of())).isEmpty();
  }
}
