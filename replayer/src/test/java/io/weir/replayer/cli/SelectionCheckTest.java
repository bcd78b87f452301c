package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A selection that names what is not there, and the document that a script gets even so. */
class SelectionCheckTest extends AtAQueue {

  @Test
  void aCauseThatThereCannotBeIsAUsageErrorThatNamesThoseThereAre() {
    operator.letter();

    for (Shell.Result result :
        List.of(operator.redrive("--cause", "NOT_JSOM"), operator.plan("--cause", "NOT_JSOM"))) {
      assertThat(result.exit()).isEqualTo(Exit.USAGE);
      assertThat(result.err())
          .contains("no cause is called NOT_JSOM; they are BYSTANDER, ", "POISON")
          .hasLineCount(1);
    }
    assertThat(operator.file()).doesNotExist();
  }

  /** A command that runs each night must not fail because there is nothing of its cause. */
  @Test
  void aCauseThatNoRecordHasJustNowIsNothingToDo() {
    operator.letter();
    operator.message("no letter at all");

    Shell.Result result = operator.redrive("--cause", "POISON NOT_JSON");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err())
        .contains("none of 2 messages is of cause POISON NOT_JSON", "UNKNOWN", "MALFORMED");
  }

  @Test
  void aLetterThatIsNotThereIsAUsageErrorThatNamesThoseThereAre() {
    String id = operator.letter();

    Shell.Result result = operator.redrive("--letter", "zzz," + id);

    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err())
        .contains("none of 1 messages begins with zzz: there is " + id.substring(0, 8))
        .hasLineCount(1);
    assertThat(operator.copies()).doesNotExist();
  }

  @Test
  void aBeginningOfSeveralIdsIsAUsageError() {
    Set<String> digits = new HashSet<>();
    String digit = operator.letter().substring(0, 1);
    while (digits.add(digit)) { // of seventeen ids two begin with the same digit
      digit = operator.letter().substring(0, 1);
    }

    Shell.Result result = operator.plan("--letter", digit);

    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains(digit + " is the beginning of 2 messages' ids");
  }

  @Test
  void oneOfSeveralCausesIsEnough() throws IOException {
    operator.letter();

    Shell.Result result = operator.redrive("--cause", "FIXED,unknown", "--no-decoder");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err()).contains("none of 1 messages is of cause FIXED");
    assertThat(Files.readAllLines(operator.copies())).hasSize(1);
  }

  @Test
  void inAnEmptyQueueEveryCauseHasBeenDealtWith() throws IOException {
    Shell.Result result = operator.redrive("--cause", "BYSTANDER", "-o", "json");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.json().path("result").asText()).isEqualTo("done");
  }

  @Test
  void whereNothingIsToBeDoneAScriptGetsADocument() throws IOException {
    operator.message("no letter at all");
    operator.plan();

    for (Shell.Result result : List.of(operator.redrive("-o", "json"), apply("-o", "ndjson"))) {
      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
      assertThat(result.json().path("messages").asInt()).isEqualTo(1);
      assertThat(result.json().path("records").path("confirmed").asInt(-1)).isZero();
      assertThat(result.json().path("deleted").asInt(-1)).isZero();
    }
  }

  @Test
  void whereSomebodyHoldsEverythingAScriptGetsADocument() throws IOException {
    operator.letter();
    operator.hold(Duration.ofMinutes(10));

    Shell.Result result = operator.redrive("-o", "json", "--lease", "1s", "--letter", "zzz");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(result.json().path("messages").asInt(-1)).isZero();
  }

  private Shell.Result apply(String form, String value) {
    return operator.run(
        List.of(
            "apply",
            operator.file().toString(),
            "--journal",
            operator.journal().toString(),
            form,
            value));
  }
}
