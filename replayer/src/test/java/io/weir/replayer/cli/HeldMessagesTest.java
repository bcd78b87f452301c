package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run was killed with, or a colleague works on, is not called nothing. */
class HeldMessagesTest extends AtAQueue {

  private Shell.Result redrive(String... more) {
    return operator.redrive(more);
  }

  @Test
  void whatIsHeldForLongerIsNoSuccess() {
    operator.letter();
    operator.hold(Duration.ofMinutes(10));

    Shell.Result result = redrive("--lease", "2s");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(result.err())
        .contains("1 message is held by another receiver: waiting", "try again later")
        .doesNotContain("nothing to do");
    assertThat(operator.copies()).doesNotExist();
  }

  @Test
  void whatAKilledRunHeldIsWaitedFor() throws IOException {
    operator.letter();
    operator.hold(Duration.ofSeconds(3));

    Shell.Result result = redrive("--lease", "60s");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(Files.readAllLines(operator.copies())).hasSize(1);
  }

  @Test
  void aPlanWaitsForItToo() {
    operator.letter();
    operator.hold(Duration.ofSeconds(3));

    Shell.Result result = operator.plan();

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.out()).contains("1 of 1 records in 1 messages");
  }

  @Test
  void whatCanBeSeenIsDoneAndTheRestIsToldOf() throws IOException {
    operator.letter();
    operator.hold(Duration.ofMinutes(10));
    operator.letter();

    Shell.Result result = redrive("--lease", "60s");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(result.err()).contains("1 message is held by another receiver, another run perhaps");
    assertThat(Files.readAllLines(operator.copies())).hasSize(1);
  }

  @Test
  void whoNamesALetterThatIsThereDoesNotCareWhatElseIsHeld() {
    operator.letter();
    operator.hold(Duration.ofMinutes(10));
    String id = operator.letter();

    Shell.Result result = redrive("--letter", id);

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err()).doesNotContain("held");
  }

  @Test
  void aRunSaysThatItWaits() {
    operator.letter();
    operator.plan();
    operator.hold(Duration.ofMinutes(10));

    Shell.Result result =
        operator.run(
            List.of(
                "apply",
                operator.file().toString(),
                "--yes",
                "--lease",
                "6s",
                "--journal",
                operator.journal().toString()));

    assertThat(result.exit()).isEqualTo(Exit.STALE);
    assertThat(result.err()).containsOnlyOnce("1 message is held by another receiver: waiting");
  }
}
