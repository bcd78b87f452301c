package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person reads of a journal: who did what and why, and never a payload or a receipt. */
class HistoryTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  private static Entry.Started started(String run, String reason) {
    return new Entry.Started(
        TIME, run, new Entry.What("apply", "lambda", "dlq", 1, 2), "maria", reason, "digest");
  }

  private static Entry.Ended ended(String run) {
    return new Entry.Ended(TIME.plusSeconds(9), run, "done", Map.of("confirmed", 2));
  }

  @Test
  void eachRunHasItsBeginningAndItsEndOldestFirst() {
    Entry.What what = new Entry.What("apply", "lambda", "dlq", 1, 2);

    assertThat(
            History.of(
                List.of(
                    started("b", "why"),
                    started("a", "because"),
                    new Entry.Deleted(TIME, "b", "m"),
                    ended("b"),
                    ended("of no beginning"))))
        .containsExactly(
            new History.Run(
                "b", TIME, what, "maria", "why", "digest", "done", Map.of("confirmed", 2)),
            new History.Run("a", TIME, what, "maria", "because", "digest", "unfinished", Map.of()));
  }

  @Test
  void onlyBeginningsAndEndsAreNeededForTheRuns() {
    assertThat(History.isOfRuns(started("a", ""))).isTrue();
    assertThat(History.isOfRuns(ended("a"))).isTrue();
    assertThat(History.isOfRuns(new Entry.Deleted(TIME, "a", "m"))).isFalse();
  }

  @Test
  void eachEntrySaysWhatItIsAbout() {
    Map<Entry, String> said = new LinkedHashMap<>();
    said.put(started("a", "why"), "started: apply by maria: why");
    said.put(started("a", ""), "started: apply by maria");
    said.put(new Entry.Leased(TIME, "a", Map.of("m", "secret")), "leased: 1 messages");
    said.put(new Entry.Sending(TIME, "a", List.of("r1", "r2")), "sending: r1 r2");
    said.put(new Entry.Resent(TIME, "a", "r1", "p", "r9", "c"), "resent: r1 as r9");
    said.put(new Entry.Moved(TIME, "a", "r1", "m9"), "moved: r1 to m9");
    said.put(
        new Entry.Settled(TIME, "a", "r1", "p", Outcome.CONFIRMED, "in the table"),
        "settled: r1 CONFIRMED: in the table");
    said.put(new Entry.Deleting(TIME, "a", List.of("m1", "m2")), "deleting: m1 m2");
    said.put(new Entry.Deleted(TIME, "a", "m1"), "deleted: m1");
    said.put(new Entry.Archived(TIME, "a", "m1", "secret"), "archived: m1");
    said.put(new Entry.Kept(TIME, "a", "m1", "secret"), "kept: m1");
    said.put(new Entry.Purging(TIME, "a", "m1", "hash"), "purging: m1 with body hash");
    said.put(new Entry.Restoring(TIME, "a", "m1"), "restoring: m1");
    said.put(new Entry.Restored(TIME, "a", "m1", "m9"), "restored: m1 as m9");
    said.put(ended("a"), "ended: done {confirmed=2}");

    assertThat(said)
        .allSatisfy(
            (entry, text) ->
                assertThat(History.effect(entry) + ": " + History.what(entry)).isEqualTo(text));
    assertThat(said.keySet().stream().map(Object::getClass).distinct())
        .as("every kind of entry")
        .hasSameSizeAs(Entry.class.getPermittedSubclasses());
  }
}
