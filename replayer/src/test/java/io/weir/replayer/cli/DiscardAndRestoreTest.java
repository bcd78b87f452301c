package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What discard takes and leaves, and what restore brings back, as a person runs them. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscardAndRestoreTest {

  private final Denial denial = new Denial();
  private final LocalServices services = new LocalServices(denial);
  private final Shell shell = new Shell(services);
  private String queue = "";
  private String url = "";
  private String pointer = "";
  private Path temp = Path.of("");

  /** Kinesis while it may not be read. */
  private static final class Denial implements Service {
    private volatile boolean on;

    @Override
    public boolean serves(Request request) {
      return on && request.header("x-amz-target").orElse("").endsWith(".GetRecords");
    }

    @Override
    public Reply handle(Request request) {
      byte[] body =
          "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}"
              .getBytes(StandardCharsets.UTF_8);
      return new Reply(400, Map.of("Content-Type", "application/x-amz-json-1.1"), body);
    }
  }

  @BeforeAll
  void start() {
    services.createStream("EventStream");
    byte[] payload = "{\"eventId\":\"e1\"}".getBytes(StandardCharsets.UTF_8);
    pointer = Shell.pointer("EventStream", services.put("EventStream", payload).get(0));
  }

  @BeforeEach
  void aQueueOfItsOwn(TestInfo test, @TempDir Path temp) {
    this.temp = temp;
    denial.on = false;
    queue = test.getTestMethod().orElseThrow().getName();
    url = services.createQueue(queue);
  }

  @AfterAll
  void close() {
    services.close();
  }

  private Shell.Result discard(String... more) {
    List<String> all = new ArrayList<>(List.of("discard", "--stream", "EventStream", "--yes"));
    all.addAll(List.of("--reason", "test"));
    all.addAll(List.of(more));
    return on(queue, all.toArray(String[]::new));
  }

  @Test
  void whatCouldNotBeReadStaysUnlessItIsNamed() throws IOException {
    shell.send(url, pointer);
    shell.send(url, "no letter at all");
    denial.on = true;

    Shell.Result all = discard("--all", "-o", "json");

    assertThat(all.exit()).as(all.err()).isEqualTo(Exit.SOME_FAILED);
    assertThat(all.err()).contains("1 could not be read", "--cause UNREADABLE").hasLineCount(1);
    assertThat(all.json().path("discarded")).hasSize(1);
    assertThat(all.json().path("kept")).hasSize(1);
    assertThat(shell.waiting(url)).isEqualTo(1);
    assertThat(discard("--all").exit()).as("nothing else").isEqualTo(Exit.NO_ACCESS);
    assertThat(shell.waiting(url)).isEqualTo(1);

    Shell.Result named = discard("--cause", "unreadable");

    assertThat(named.exit()).as(named.err()).isEqualTo(Exit.OK);
    assertThat(named.out()).contains("1 discarded", "1 of them without a payload");
    assertThat(shell.waiting(url)).isZero();
  }

  @Test
  void whatCouldNotBeReadGoesByItsId() throws IOException {
    String id = shell.send(url, pointer);
    denial.on = true;

    Shell.Result result = discard("--letter", id, "-o", "json");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.json().path("withoutPayload").asInt()).isEqualTo(1);
    assertThat(shell.waiting(url)).isZero();
  }

  @Test
  void whatWasReadIsArchivedWithItsPayloadAndNothingElseIsSaid() {
    shell.send(url, pointer);

    Shell.Result result = discard("--all");

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.out())
        .contains("messages: 1 discarded, 0 kept", "restore brings them back")
        .doesNotContain("without");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void queuesThatShareAFileGetTheirOwnMessagesBack() throws IOException {
    String other = services.createQueue(queue + "Other");
    shell.send(url, pointer);
    shell.send(other, "of the other queue");
    assertThat(discard("--all").exit()).isEqualTo(Exit.OK);
    assertThat(on(other, "discard", "--all", "--reason", "r", "--yes").exit()).isEqualTo(Exit.OK);

    Shell.Result history = on(url, "history", "-o", "json");
    Shell.Result restore = on(url, "restore", "--yes", "-o", "json");

    assertThat(history.json().path("runs")).hasSize(1);
    assertThat(restore.json().path("restored")).hasSize(1);
    assertThat(shell.waiting(url)).isEqualTo(1);
    assertThat(shell.waiting(other)).isZero();
    assertThat(on(other, "restore", "--yes").exit()).isEqualTo(Exit.OK);
    assertThat(shell.waiting(other)).isEqualTo(1);
  }

  @Test
  void aNameThatNamesNothingIsAUsageErrorInOneLine() {
    shell.send(url, pointer);
    for (Shell.Result result :
        List.of(
            discard("--letter", "zzz"),
            discard("--cause", "zzz"),
            on(queue, "restore", "--letter", "zzz", "--yes"),
            on(queue, "restore", "--run", "zzz", "--yes"),
            on(queue, "history", "--run", "zzz"))) {
      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.USAGE);
      assertThat(result.err()).contains("zzz").hasLineCount(1);
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void aJournalThatIsNoFileIsAUsageErrorBeforeAnythingIsReceived() {
    shell.send(url, pointer);
    String[] places = {temp.toString(), "/dev/full"};
    for (String place : places) {
      String[] journal = {"--queue", queue, "--journal", place};
      for (List<String> command :
          List.of(
              List.of("discard", "--stream", "EventStream", "--all", "--reason", "r", "--yes"),
              List.of(
                  "plan",
                  "--stream",
                  "EventStream",
                  "--function",
                  "f:live",
                  "--setting",
                  "defaults"),
              List.of("restore", "--yes"),
              List.of("history"))) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(journal));
        Shell.Result result = shell.run(all.toArray(String[]::new));

        assertThat(result.exit()).as(result.err()).isEqualTo(Exit.USAGE);
        assertThat(result.err()).contains(place, "--journal").hasLineCount(1);
        assertThat(result.out()).isEmpty();
      }
    }
    assertThat(received()).as("how often it was received").isZero();
  }

  private int received() {
    return Integer.parseInt(
            services
                .clients()
                .sqs()
                .receiveMessage(
                    it ->
                        it.queueUrl(url)
                            .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages()
                .get(0)
                .attributes()
                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "-1"))
        - 1;
  }

  @Test
  void nothingToDoIsADocumentTooForAProgram() throws IOException {
    Shell.Result discard = discard("--all", "-o", "json");
    Shell.Result restore = on(queue, "restore", "--yes", "-o", "json");

    assertThat(discard.exit()).as(discard.err()).isEqualTo(Exit.OK);
    assertThat(discard.json().path("discarded")).isEmpty();
    assertThat(restore.exit()).as(restore.err()).isEqualTo(Exit.OK);
    assertThat(restore.json().path("restored").isObject()).isTrue();
  }

  @Test
  void whatIsBackAlreadyIsNoMistake() {
    String id = shell.send(url, pointer);
    discard("--all");
    assertThat(on(queue, "restore", "--letter", id, "--yes").exit()).isEqualTo(Exit.OK);

    Shell.Result again = on(queue, "restore", "--letter", id, "--yes");

    assertThat(again.exit()).as(again.err()).isEqualTo(Exit.OK);
    assertThat(again.err()).contains("nothing to restore");
  }

  @Test
  void aRunIsOneDocumentAndFitsEightyColumns() throws IOException {
    shell.send(url, pointer);
    discard("--all", "--actor", "somebody.with.a.long.name@a-machine-with-a-long-name.example");

    assertThat(on(queue, "history").out().lines())
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.length() <= 80);
    String run =
        on(queue, "history", "-o", "json").json().path("runs").path(0).path("run").asText();
    assertThat(on(queue, "history", "--run", run, "-o", "json").json().path("steps")).hasSize(4);
    assertThat(on(queue, "history", "--run", run, "-o", "ndjson").out()).hasLineCount(4);
  }

  private Shell.Result on(String queue, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--queue", queue));
    all.addAll(List.of("--journal", temp.resolve("journal.ndjson").toString()));
    return shell.run(all.toArray(String[]::new));
  }
}
