package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour, with the real function: every record is in exactly one place. */
class DemoTest {

  @TempDir private Path directory;

  @Test
  void reportedPoisonWaitsBehindPointers() throws JsonProcessingException {
    JsonNode tally = demo("--poison", "report", "--shards", "2");

    assertThat(tally.path("parked").asInt()).isZero();
    assertThat(tally.path("pointers").asInt()).isPositive();
  }

  @Test
  void parkedPoisonWaitsInTheQueueItself() throws JsonProcessingException {
    JsonNode tally = demo("--poison", "park");

    assertThat(tally.path("parked").asInt()).isGreaterThan(tally.path("pointers").asInt());
  }

  private JsonNode demo(String... options) throws JsonProcessingException {
    String[] common = {"demo", "--events", "1500", "--malformed", "3", "--seed", "7", "--json"};
    String[] arguments = new String[common.length + options.length];
    System.arraycopy(common, 0, arguments, 0, common.length);
    System.arraycopy(options, 0, arguments, common.length, options.length);
    try (LocalJar local = LocalJar.start(directory, arguments)) {
      int exitCode = local.exitCode();

      assertThat(exitCode).as("%s%n%s", local.out(), local.err()).isZero();
      assertThat(directory).as("what it leaves behind").isEmptyDirectory();
      return judged(new JsonMapper().readTree(local.out().strip()));
    }
  }

  private static JsonNode judged(JsonNode tally) {
    assertThat(tally.path("accepted").asInt()).isEqualTo(1_500);
    assertThat(tally.path("lost").asInt(-1)).isZero();
    assertThat(tally.path("duplicated").asInt(-1)).isZero();
    assertThat(tally.path("unexpected").asInt(-1)).isZero();
    assertThat(tally.path("stored").asInt() + tally.path("waiting").asInt()).isEqualTo(1_500);
    booksBalance(tally.path("lastAct"));
    return tally;
  }

  /** The replayer has redriven what can be stored, and a person has discarded the rest. */
  private static void booksBalance(JsonNode afterwards) {
    assertThat(afterwards.path("waiting").asInt(-1)).isZero();
    assertThat(afterwards.path("lost").asInt(-1)).isZero();
    assertThat(afterwards.path("duplicated").asInt(-1)).isZero();
    assertThat(afterwards.path("unexpected").asInt(-1)).isZero();
    assertThat(afterwards.path("discarded").asInt()).isPositive();
    assertThat(afterwards.path("stored").asInt() + afterwards.path("discarded").asInt())
        .isEqualTo(1_500);
  }
}
