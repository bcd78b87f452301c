package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.run.Fate;
import io.weir.replayer.run.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a script is told of records that are left. */
@Timeout(120)
class PlanRunnerTest {

  private static final Set<Fate> DONE_WITH =
      Set.of(
          Fate.CONFIRMED, Fate.ALREADY_STORED, Fate.COPIED, Fate.MOVED, Fate.KEPT, Fate.FILTERED);

  @ParameterizedTest
  @EnumSource(Fate.class)
  void aRecordThatIsNeitherHomeNorKeptByThePlanIsNoSuccess(Fate fate) {
    Report report =
        new Report(
            "run", Report.Result.DONE, Map.of(fate, 2), new Report.Messages(2, 1), List.of());

    assertThat(PlanRunner.exit(report))
        .isEqualTo(DONE_WITH.contains(fate) ? Exit.OK : Exit.SOME_FAILED);
  }

  @Test
  void aFinishedMessageThatCouldNotBeDeletedIsNoSuccess() {
    List<String> notes = List.of("1 finished messages could not be deleted: apply the plan again");
    Report report =
        new Report(
            "run", Report.Result.DONE, Map.of(Fate.CONFIRMED, 1), new Report.Messages(1, 0), notes);

    assertThat(PlanRunner.exit(report)).isEqualTo(Exit.SOME_FAILED);
  }

  @Test
  void aRecordThatHasFailedTooOftenIsNoSuccess(@TempDir Path temp)
      throws IOException, StalePlanException {
    try (Operator operator = new Operator()) {
      operator.start();
      operator.begin("dlq", temp);
      operator.letter();
      operator.plan();
      failTwice(operator);

      Shell.Result result =
          operator.run(
              List.of(
                  "apply",
                  operator.file().toString(),
                  "--yes",
                  "--max-attempts",
                  "2",
                  "--journal",
                  operator.journal().toString()));

      assertThat(result.out()).as(result.err()).contains("records: 1 set aside", "deleted 0");
      assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    }
  }

  private static void failTwice(Operator operator) throws IOException, StalePlanException {
    PlannedRecord record =
        PlanFile.read(Files.readAllBytes(operator.file())).records().findFirst().orElseThrow();
    Entry failure =
        new Entry.Settled(
            Instant.now(),
            "earlier",
            record.record(),
            record.payloadHash(),
            Outcome.CAME_BACK,
            "again");
    try (Journal journal = FileJournal.open(operator.journal())) {
      journal.write(Collections.nCopies(2, failure));
    }
  }
}
