package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the entries of a journal come to, once added up in their order. */
class LedgerTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  private static Ledger ledger(Entry... entries) {
    return Ledger.of(Arrays.asList(entries));
  }

  private static Entry settled(String record, String payload, Outcome outcome) {
    return settled("run", record, payload, outcome);
  }

  private static Entry settled(String run, String record, String payload, Outcome outcome) {
    return new Entry.Settled(TIME, run, record, payload, outcome, "detail");
  }

  private static Entry resent(String record, String payload, String as) {
    return new Entry.Resent(TIME, "run", record, payload, as, payload + " of " + record);
  }

  private static Entry leased(String run, String... messages) {
    Map<String, String> receipts = new java.util.TreeMap<>();
    for (String message : messages) {
      receipts.put(message, "receipt of " + message + " by " + run);
    }
    return new Entry.Leased(TIME, run, receipts);
  }

  private static Entry sending(String record) {
    return new Entry.Sending(TIME, "run", List.of(record));
  }

  @Test
  void aRecordOfWhichNothingIsWrittenIsNew() {
    Ledger.State state = ledger().of("r");
    assertThat(state).isEqualTo(Ledger.State.NEW);
    assertThat(state.inFlight()).isFalse();
  }

  @Test
  void whatWasSentIsInFlightUntilItIsSettledAndKeepsItsCount() {
    assertThat(ledger(sending("r")).of("r").inFlight()).isTrue();
    assertThat(ledger(sending("r")).of("other").inFlight()).isFalse();
    Ledger ledger = ledger(sending("r"), settled("r", "p", Outcome.CAME_BACK));
    assertThat(ledger.of("r").inFlight()).isFalse();
    assertThat(ledger.of("r").detail()).isEqualTo("detail");
    ledger.add(sending("r"));
    assertThat(ledger.of("r").inFlight()).isTrue();
    assertThat(ledger.of("r").outcome()).isEmpty();
    assertThat(ledger.of("r").failures("p")).isEqualTo(1);
  }

  @Test
  void onlyWhatCameBackOrStayedUnknownCountsAsAFailure() {
    Ledger ledger = ledger();
    for (Outcome outcome : Outcome.values()) {
      ledger.add(settled("r", "p", outcome));
    }
    assertThat(ledger.of("r").failures("p")).isEqualTo(2);
    assertThat(ledger.of("r").failures("another")).isZero();
    for (Outcome outcome : List.of(Outcome.CAME_BACK, Outcome.UNKNOWN)) {
      assertThat(ledger(settled("r", "p", outcome)).of("r").failures("p")).isEqualTo(1);
    }
  }

  @Test
  void aRecordIsHomeOrCopiedWithThePayloadThatWasSentLast() {
    Ledger.State home = ledger(settled("r", "p", Outcome.CONFIRMED)).of("r");
    assertThat(home.confirmed("p")).isTrue();
    assertThat(home.confirmed("repaired")).isFalse();
    assertThat(home.copied("p")).isFalse();
    Ledger.State copied = ledger(settled("r", "p", Outcome.COPIED)).of("r");
    assertThat(copied.copied("p")).isTrue();
    assertThat(copied.copied("repaired")).isFalse();
    assertThat(copied.confirmed("p")).isFalse();
  }

  @Test
  void whatWasPutAgainIsFoundWithItsPayload() {
    Ledger ledger = ledger(resent("r", "p", "s"), resent("r", "p", "t"), resent("r", "q", "u"));
    assertThat(ledger.resent("r", "p"))
        .containsExactly(new Resent("s", "p of r"), new Resent("t", "p of r"));
    assertThat(ledger.resent("r", "x")).isEmpty();
    assertThat(ledger.resent("s", "p")).isEmpty();
  }

  @Test
  void aRecordThatComesBackElsewhereHasFailedAsOftenAsBefore() {
    Entry failed = settled("r", "p", Outcome.CAME_BACK);
    Ledger before = ledger(failed, failed, resent("r", "p", "s"));
    Ledger after = ledger(resent("r", "p", "s"), failed, failed);
    for (Ledger ledger : List.of(before, after)) {
      Ledger.State state = ledger.of("s");
      assertThat(state.failures("p of r")).isEqualTo(2);
      assertThat(state.outcome()).contains(Outcome.CAME_BACK);
      assertThat(state.inFlight()).isFalse();
    }
  }

  @Test
  void whatIsKnownOfTheNewPlaceIsNotForgotten() {
    Entry failed = settled("r", "p", Outcome.CAME_BACK);
    Entry home = settled("s", "p of r", Outcome.CONFIRMED);
    Ledger fewer =
        ledger(settled("s", "p of r", Outcome.CAME_BACK), home, failed, resent("r", "p", "s"));
    assertThat(fewer.of("s").confirmed("p of r")).as("as many failures").isTrue();
    assertThat(ledger(home, resent("r", "p", "s")).of("s").confirmed("p of r")).isTrue();
    assertThat(ledger(resent("r", "p", "s")).of("s")).isEqualTo(Ledger.State.NEW);
  }

  @Test
  void whatANewerMessageHoldsIsMoved() {
    Ledger ledger = ledger(new Entry.Moved(TIME, "run", "r", "m"));
    assertThat(ledger.isMoved("r")).isTrue();
    assertThat(ledger.isMoved("m")).isFalse();
  }

  @Test
  void aMessageMayBeGoneOnceItsDeletionWasBegun() {
    Ledger ledger =
        ledger(
            new Entry.Deleting(TIME, "run", List.of("begun", "done")),
            new Entry.Deleted(TIME, "run", "done"),
            new Entry.Deleted(TIME.plusSeconds(1), "run", "done"),
            new Entry.Deleted(TIME, "run", "at once"));
    assertThat(List.of("begun", "done", "at once")).allMatch(ledger::mayBeGone);
    assertThat(ledger.mayBeGone("other")).isFalse();
    assertThat(ledger.deletedAt("begun")).isEmpty();
    assertThat(ledger.deletedAt("done")).contains(TIME.plusSeconds(1));
  }

  @Test
  void whatWasArchivedOrPurgedIsDiscardedAndWhatWasKeptIsNot() {
    Ledger ledger =
        ledger(
            new Entry.Archived(TIME, "run", "archived", "{}"),
            new Entry.Purging(TIME, "run", "purged", "hash"),
            new Entry.Kept(TIME, "run", "kept", "{}"));
    assertThat(ledger.isDiscarded("archived")).isTrue();
    assertThat(ledger.isDiscarded("purged")).isTrue();
    assertThat(ledger.isDiscarded("kept")).isFalse();
  }

  @Test
  void theLastReceiptOfAMessageIsKnownUntilItIsGone() {
    Ledger ledger = ledger(leased("a", "m", "n"), leased("b", "m"));
    assertThat(ledger.receipt("m")).contains("receipt of m by b");
    ledger.add(new Entry.Deleted(TIME, "b", "m"));
    assertThat(ledger.receipt("m")).isEmpty();
    assertThat(ledger.receipt("n")).contains("receipt of n by a");
  }

  @Test
  void aRecordIsConfirmedFromAMessageThatTheRunHadInHand() {
    Ledger ledger =
        ledger(
            leased("a", "m"), leased("b", "m", "later"), settled("a", "r", "p", Outcome.CONFIRMED));
    assertThat(ledger.isConfirmedFrom("m", "r")).isTrue();
    assertThat(ledger.isConfirmedFrom("later", "r")).isFalse();
    assertThat(ledger.isConfirmedFrom("m", "other")).isFalse();
    assertThat(ledger.isConfirmedFrom("of no run", "r")).isFalse();
    assertThat(
            ledger(leased("a", "m"), settled("a", "r", "p", Outcome.CAME_BACK))
                .isConfirmedFrom("m", "r"))
        .isFalse();
  }

  @Test
  void aJournalIsAddedUpAsItsEntriesAre() throws Exception {
    try (FileJournal journal = new FileJournal("memory", new MemoryLog())) {
      journal.write(List.of(settled("r", "p", Outcome.CONFIRMED)));
      assertThat(Ledger.of(journal).of("r").confirmed("p")).isTrue();
    }
  }
}
