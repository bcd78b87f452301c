package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Journal.Claim;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues that share a journal's file see their own runs alone. */
class QueueJournalTest {

  private static final String HERE = "https://sqs.eu-west-1.amazonaws.com/1/dlq";
  private static final String ELSEWHERE = "https://sqs.us-east-1.amazonaws.com/1/dlq";
  private static final String OTHER = "https://sqs.eu-west-1.amazonaws.com/1/other";
  private static final Instant TIME = Instant.EPOCH;

  @TempDir private Path temp;

  private static Entry started(String run, String queue) {
    return new Entry.Started(
        TIME, run, new Entry.What("apply", "lambda", queue, 1, 1), "me", "why", "");
  }

  private static Entry home(String run) {
    return new Entry.Settled(TIME, run, "record", "hash", Outcome.CONFIRMED, "");
  }

  private Journal open(String url) {
    return new QueueJournal(FileJournal.open(temp.resolve("journal.ndjson")), url);
  }

  @Test
  void aRecordThatIsHomeForAnotherQueueIsNotHomeForThisOne() {
    try (Journal journal = open(OTHER)) {
      journal.write(List.of(started("run", "other"), home("run")));
    }
    try (Journal journal = open(HERE)) {
      assertThat(journal.entries()).isEmpty();
      assertThat(Ledger.of(journal.entries()).of("record").confirmed("hash")).isFalse();
    }
    try (Journal journal = open(OTHER)) {
      assertThat(Ledger.of(journal.entries()).of("record").confirmed("hash")).isTrue();
    }
  }

  @Test
  void queuesOfOneNameAreToldApart() {
    try (Journal journal = open(HERE)) {
      journal.write(List.of(started("run", "dlq")));
      assertThat(journal.entries()).hasSize(1);
    }
    try (Journal journal = open(ELSEWHERE)) {
      assertThat(journal.entries()).isEmpty();
    }
  }

  @Test
  void whatNotedANameAloneCountsForEveryQueueOfThatName() {
    try (Journal journal = FileJournal.open(temp.resolve("journal.ndjson"))) {
      journal.write(List.of(started("old", "dlq"), home("old"), home("of nobody known")));
    }
    for (String url : List.of(HERE, ELSEWHERE)) {
      try (Journal journal = open(url)) {
        assertThat(journal.entries()).hasSize(3);
      }
    }
    try (Journal journal = open(OTHER)) {
      assertThat(journal.entries()).extracting(Entry::run).containsExactly("of nobody known");
    }
  }

  @Test
  void whatIsNotOfAQueueIsAskedOfTheJournalThatItIsAPartOf() {
    Instant[] now = {TIME};
    MemoryTable table = new MemoryTable(() -> now[0]);
    Journal part = new QueueJournal(new SharedJournal(table), HERE);

    assertThat(part.location()).isEqualTo("a table");
    assertThat(part.isExclusive()).isFalse();
    assertThat(part.claim("a", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());
    Journal another = new SharedJournal(table);
    assertThat(another.claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Held("a"));
    part.release("a", List.of("record"));
    now[0] = TIME.plusMillis(1);
    assertThat(another.claim("b", Map.of("record", "hash"), false))
        .containsEntry("record", new Claim.Granted());
  }

  @Test
  void aPartOfAFileIsAsExclusiveAsTheFile() {
    try (Journal journal = open(HERE)) {
      assertThat(journal.isExclusive()).isTrue();
      assertThat(journal.location()).endsWith("journal.ndjson");
    }
  }

  @Test
  void whatARunHasWrittenIsPassedOnWholeButForItsQueue() {
    Entry.Started named =
        new Entry.Started(
            TIME, "run", new Entry.What("apply", "lambda", "dlq", 3, 4), "me", "why", "digest");
    try (Journal journal = open(HERE)) {
      journal.write(List.of(named));
      assertThat(journal.entries())
          .containsExactly(
              new Entry.Started(
                  TIME,
                  "run",
                  new Entry.What("apply", "lambda", HERE, 3, 4),
                  "me",
                  "why",
                  "digest"));
    }
  }
}
