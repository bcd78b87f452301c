package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A selection that names what is not there, and the document that a script gets all the same. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedTest {

  private final Operator operator = new Operator();

  @BeforeAll
  void start() {
    operator.start();
  }

  @BeforeEach
  void aQueueOfItsOwn(TestInfo test, @TempDir Path temp) {
    operator.begin(test.getTestMethod().orElseThrow().getName(), temp);
  }

  @AfterAll
  void close() {
    operator.close();
  }

  private static JsonNode json(Operator.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void aCauseThatThereCannotBeIsAUsageErrorThatNamesThoseThereAre() {
    operator.letter();

    for (Operator.Result result :
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

    Operator.Result result = operator.redrive("--cause", "POISON NOT_JSON");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err())
        .contains("none of 2 messages is of cause POISON NOT_JSON", "UNKNOWN", "MALFORMED");
  }

  @Test
  void aLetterThatIsNotThereIsAUsageErrorThatNamesThoseThereAre() {
    String id = operator.letter();

    Operator.Result result = operator.redrive("--letter", "zzz," + id);

    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err())
        .contains("none of 1 messages begins with zzz: there is " + id.substring(0, 8))
        .hasLineCount(1);
    assertThat(operator.copies()).doesNotExist();
  }

  @Test
  void oneOfSeveralCausesIsEnough() throws IOException {
    operator.letter();

    Operator.Result result = operator.redrive("--cause", "FIXED,unknown", "--no-decoder");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err()).contains("none of 1 messages is of cause FIXED");
    assertThat(Files.readAllLines(operator.copies())).hasSize(1);
  }

  @Test
  void inAnEmptyQueueEveryCauseHasBeenDealtWith() throws IOException {
    Operator.Result result = operator.redrive("--cause", "BYSTANDER", "-o", "json");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(json(result).path("result").asText()).isEqualTo("done");
  }

  @Test
  void whereNothingIsToBeDoneAScriptGetsADocument() throws IOException {
    operator.message("no letter at all");
    operator.plan();

    for (Operator.Result result : List.of(operator.redrive("-o", "json"), apply("-o", "ndjson"))) {
      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
      assertThat(json(result).path("messages").asInt()).isEqualTo(1);
      assertThat(json(result).path("records").path("confirmed").asInt(-1)).isZero();
      assertThat(json(result).path("deleted").asInt(-1)).isZero();
    }
  }

  @Test
  void whereSomebodyHoldsEverythingAScriptGetsADocument() throws IOException {
    operator.letter();
    operator.hold(Duration.ofMinutes(10));

    Operator.Result result = operator.redrive("-o", "json", "--lease", "1s", "--letter", "zzz");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(json(result).path("messages").asInt(-1)).isZero();
  }

  private Operator.Result apply(String form, String value) {
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
