package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import java.time.Instant;
import java.util.Arrays;
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
    return new Selection(causes, letters, Set.of(), Set.of(), Selection.Arrival.ANY);
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

  @ParameterizedTest
  @ValueSource(strings = {"POISON NOT_UTF8 ZSTD", "POISON NOT_UTF8", "not_utf8", "zstd", "POISON"})
  void aPackingsGroupIsNamedWholeByItsBeginningOrByAWord(String cause) {
    Examined zstd =
        new Examined(
            Given.record(1, "{"),
            new Diagnosis.Poison("NOT_UTF8", "Zstandard: no UTF-8 at byte 0"),
            Optional.empty());

    assertThat(selection(Set.of(cause), Set.of()).takes(zstd)).isTrue();
    assertThat(selection(Set.of("POISON NOT_UTF8 GLUE"), Set.of()).takes(zstd)).isFalse();
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

  private static Selection since(Instant from) {
    return new Selection(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        new Selection.Arrival(Optional.of(from), Optional.empty()));
  }

  private static Selection until(Instant to) {
    return new Selection(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        new Selection.Arrival(Optional.empty(), Optional.of(to)));
  }

  private static Selection shard(String id) {
    return new Selection(Set.of(), Set.of(), Set.of(id), Set.of(), Selection.Arrival.ANY);
  }

  private static Selection key(String key) {
    return new Selection(Set.of(), Set.of(), Set.of(), Set.of(key), Selection.Arrival.ANY);
  }

  @Test
  void aRecordOfAnotherShardIsNotSelected() {
    assertThat(shard("shardId-000000000000").takes(POISON)).isTrue();
    assertThat(shard("shardId-000000000001").takes(POISON)).isFalse();
  }

  @Test
  void everyCriterionButTheLetterNeedsRecords() {
    Instant now = Given.TIME;
    assertThat(Selection.ALL.needsRecords()).isFalse();
    assertThat(selection(Set.of(), Set.of("m")).needsRecords()).isFalse();
    assertThat(
            List.of(
                selection(Set.of("POISON"), Set.of()),
                shard("s"),
                key("k"),
                since(now),
                until(now)))
        .allMatch(Selection::needsRecords);
  }

  private static ExaminedLetter letter(RecoveryStatus verdict, Examined... records) {
    return new ExaminedLetter(
        new Recovery(
            Given.letter("m-1").letter(),
            verdict,
            Arrays.stream(records).map(Examined::record).toList(),
            Expiry.UNKNOWN),
        List.of(records));
  }

  @Test
  void aLetterIsSelectedAsAWholeIfEachOfItsRecordsIs() {
    Examined fine =
        new Examined(
            Given.record(2, "{}"),
            new Diagnosis.Bystander(),
            Optional.of(new Examined.Identity("e", "hash")));
    ExaminedLetter mixed = letter(new RecoveryStatus.Complete(0), POISON, fine);

    assertThat(Selection.ALL.takesWhole(mixed)).isTrue();
    assertThat(selection(Set.of("POISON", "BYSTANDER"), Set.of("m-")).takesWhole(mixed)).isTrue();
    assertThat(selection(Set.of("POISON"), Set.of()).takesWhole(mixed)).isFalse();
    assertThat(selection(Set.of(), Set.of("n-")).takesWhole(mixed)).isFalse();
  }

  @Test
  void aLetterWithoutRecordsIsSelectedByItsVerdictOrWhereNoRecordIsAskedFor() {
    ExaminedLetter expired = letter(new RecoveryStatus.Expired("gone"));

    assertThat(Selection.ALL.takesWhole(expired)).isTrue();
    assertThat(selection(Set.of(), Set.of("m-1")).takesWhole(expired)).isTrue();
    assertThat(selection(Set.of("EXPIRED"), Set.of()).takesWhole(expired)).isTrue();
    assertThat(selection(Set.of("GONE"), Set.of()).takesWhole(expired)).isFalse();
    assertThat(key("k").takesWhole(expired)).isFalse();
    assertThat(since(Given.TIME).takesWhole(expired)).isFalse();
  }

  @Test
  void itTellsItsCriteriaInOneOrder() {
    assertThat(Selection.ALL.text()).isEqualTo("all");
    assertThat(
            new Selection(
                    Set.of("POISON", "FIXED"),
                    Set.of("m-1"),
                    Set.of("s"),
                    Set.of("k"),
                    new Selection.Arrival(
                        Optional.of(Given.TIME), Optional.of(Given.TIME.plusSeconds(1))))
                .text())
        .isEqualTo(
            "cause FIXED or POISON, letter m-1, shard s, key k, since 2026-11-24T09:00:00Z,"
                + " until 2026-11-24T09:00:01Z");
  }
}
