package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.aws.LocalServices;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command that has not looked at everything says so, and why. */
@Timeout(120)
class IncompleteLookTest {

  private final LocalServices services = new LocalServices();
  private final Shell shell = new Shell(services);
  private String url = "";

  @TempDir private Path temp;

  @BeforeEach
  void threeLetters() {
    services.createStream("EventStream");
    url = services.createQueue("dlq");
    for (int i = 0; i < 3; i++) {
      shell.send(url, "no letter at all, " + i);
    }
  }

  @AfterEach
  void close() {
    services.close();
  }

  private Shell.Result rescue(String limit) {
    String to = temp.toString();
    return shell.run(
        "rescue", "--queue", "dlq", "--stream", "EventStream", "--to", to, "--limit", limit);
  }

  @Test
  void aRescueThatHasSeenEverythingIsFine() {
    Shell.Result result = rescue("100");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aRescueThatItsLimitEndsRaisesTheAlarm() {
    Shell.Result result = rescue("2");

    assertThat(result.exit()).isEqualTo(Exit.AT_RISK);
    assertThat(result.err()).contains("more than the 2", "about 3 in all", "raise --limit");
    assertThat(result.err()).doesNotContain("run it again");
  }

  @Test
  void aRescueWhoseMessagesSomebodyHoldsLeavesThemToTheNext() {
    services.clients().sqs().receiveMessage(it -> it.queueUrl(url).visibilityTimeout(600));

    Shell.Result result = rescue("100");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(result.err().toLowerCase(Locale.ROOT))
        .contains("1 message is held by another receiver right now", "run it again")
        .doesNotContain("--limit");
  }

  @Test
  void aDiscardOfWhatSomebodyHoldsIsNotDone() {
    services
        .clients()
        .sqs()
        .receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600));

    Shell.Result result =
        shell.run("discard", "--all", "--queue", "dlq", "--stream", "EventStream", "--reason", "r");

    assertThat(result.exit()).isEqualTo(Exit.SOME_FAILED);
    assertThat(result.err()).contains("held by other receivers right now", "nothing is selected");
  }

  @Test
  void aDiscardSaysThatThereAreMore() {
    String journal = temp.resolve("journal").toString();

    Shell.Result result =
        shell.run(
            "discard",
            "--all",
            "--queue",
            "dlq",
            "--stream",
            "EventStream",
            "--reason",
            "r",
            "--yes",
            "--limit",
            "2",
            "--journal",
            journal);

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.err()).contains("about 3 in all: raise --limit").hasLineCount(1);
    assertThat(shell.waiting(url)).isEqualTo(1);
  }

  @Test
  void linesForAProgramDoNotHideThatThereAreMore() {
    String[] inspect = {"inspect", "--queue", "dlq", "--stream", "EventStream", "-o", "ndjson"};

    assertThat(shell.run(inspect).err()).isEmpty();
    assertThat(shell.run(with(inspect, "--limit", "2")).err()).contains("raise --limit");
  }

  private static String[] with(String[] arguments, String... more) {
    return java.util.stream.Stream.of(arguments, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }
}
