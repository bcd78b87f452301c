package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.journal.Journal.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs that share a journal never work on the same record: the fake and the real one alike. */
public abstract class SharedJournalContract {

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  /** Returns another process' view of the one journal of this test. */
  protected abstract Journal journal();

  /** Returns what the journals' clock shows. */
  protected final Instant now() {
    return now;
  }

  private Entry.Settled settled(String run, Outcome outcome) {
    return new Entry.Settled(now, run, "record", "hash", outcome, "detail");
  }

  @Test
  void entriesComeBackInTheirOrder() {
    Journal journal = journal();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      entries.add(new Entry.Deleted(now, "run", "message-" + i));
    }
    journal.write(entries);
    now = now.plusSeconds(1);
    Entry last = new Entry.Deleted(now, "a run", "last");
    journal.write(List.of(last));
    entries.add(last);

    assertThat(journal().entries()).isEqualTo(entries);
  }

  @Test
  void entriesOfOneTimeAreOrderedByTheirRuns() {
    Entry second = new Entry.Deleted(now, "b", "message");
    Entry first = new Entry.Deleted(now, "a", "message");
    journal().write(List.of(second));
    journal().write(List.of(first));

    assertThat(journal().entries()).containsExactly(first, second);
  }

  @Test
  void aRecordBelongsToOneRunAtATime() {
    assertThat(journal().claim("a", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());

    assertThat(journal().claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Held("a"));
    assertThat(journal().claim("a", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());
  }

  @Test
  void whatIsGivenBackOrTooOldFallsFree() {
    Journal first = journal();
    first.claim("a", Map.of("record", "hash"), false);
    first.release("a", List.of("record"));
    now = now.plusMillis(1);
    assertThat(journal().claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());

    now = now.plus(Duration.ofMinutes(20));
    assertThat(journal().claim("c", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Held("b"));
    now = now.plusMillis(1);
    assertThat(journal().claim("c", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());
  }

  @Test
  void aRunThatWasAsleepWritesNothingOverItsSuccessor() {
    Journal asleep = journal();
    asleep.claim("a", Map.of("record", "hash"), false);
    now = now.plus(Duration.ofMinutes(21));
    Journal successor = journal();
    successor.claim("b", Map.of("record", "hash"), false);

    assertThatThrownBy(() -> asleep.write(List.of(settled("a", Outcome.CONFIRMED))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("another run");
    assertThat(journal().entries()).isEmpty();
    successor.write(List.of(settled("b", Outcome.CAME_BACK)));
    assertThat(journal().entries()).hasSize(1);
  }

  @Test
  void whatOneRunHasBroughtHomeNoOtherSends() {
    Journal first = journal();
    first.claim("a", Map.of("record", "hash"), false);
    first.write(List.of(settled("a", Outcome.CONFIRMED)));
    first.release("a", List.of("record"));

    assertThat(journal().claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Done("detail"));
  }

  @Test
  void whatIsNotTheRunsOwnIsNotGivenBack() {
    journal().claim("a", Map.of("record", "hash"), false);
    journal().release("b", List.of("record"));

    assertThat(journal().claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Held("a"));
  }

  @Test
  void aRepairedPayloadIsNotHomeBecauseAnotherOneWas() {
    Journal first = journal();
    first.claim("a", Map.of("record", "hash"), false);
    first.write(List.of(settled("a", Outcome.CONFIRMED)));
    first.release("a", List.of("record"));
    now = now.plusMillis(1);

    assertThat(journal().claim("b", Map.of("record", "repaired"), false))
        .containsEntry("record", new Claim.Granted());
  }

  @Test
  void whatTheTableHasLostIsClaimedAgainThoughTheJournalSaysThatItIsHome() {
    Journal first = journal();
    first.claim("a", Map.of("record", "hash"), false);
    first.write(List.of(settled("a", Outcome.CONFIRMED)));

    assertThat(journal().claim("b", Map.of("record", "hash"), true))
        .containsEntry("record", new Claim.Held("a"));
    first.release("a", List.of("record"));
    now = now.plusMillis(1);
    assertThat(journal().claim("b", Map.of("record", "hash"), true))
        .containsEntry("record", new Claim.Granted());
  }

  @Test
  void manyRecordsAreClaimedEachByItself() {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      all.put("record-" + i, "hash");
    }
    journal().claim("other", Map.of("record-7", "hash"), false);

    Journal journal = journal();
    Map<String, Claim> claims = journal.claim("run", all, false);

    assertThat(claims).hasSameSizeAs(all).containsEntry("record-7", new Claim.Held("other"));
    claims.remove("record-7");
    assertThat(claims.values()).containsOnly(new Claim.Granted());
    journal.release("run", all.keySet());
    now = now.plusMillis(1);
    all.remove("record-7");
    assertThat(journal().claim("next", all, false).values()).containsOnly(new Claim.Granted());
  }
}
