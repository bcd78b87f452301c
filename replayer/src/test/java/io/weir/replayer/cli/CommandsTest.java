package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a person and a script run them, against services in this JVM. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {

  private static final String EVIL = "\u001b[2J\u001b]0;evil\u0007";

  private final LocalServices services = new LocalServices();

  @TempDir private Path temp;

  private record Result(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  @BeforeAll
  void fillTheQueue() {
    services.createStream("EventStream");
    String url = services.createQueue("dlq");
    List<String> numbers =
        services.put(
            "EventStream",
            bytes("{\"eventId\":\"e1\"}"),
            bytes(EVIL),
            new byte[0],
            new byte[1_000_000],
            bytes("{\"eventId\":\"e2\"}"));
    send(url, pointer("EventStream", numbers.get(0), numbers.get(4), 5));
    send(url, pointer("EventStream", numbers.get(1), numbers.get(1), 1));
    send(url, pointer("payments", numbers.get(1), numbers.get(1), 1));
    send(url, "no letter at all");
  }

  @AfterAll
  void close() {
    services.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(String url, String body) {
    services.clients().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body));
  }

  private static String pointer(String stream, String start, String end, int size) {
    return """
        {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",\
        "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
        "timestamp":"2026-11-24T00:00:09Z","KinesisBatchInfo":{"shardId":"shardId-000000000000",\
        "startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"2126-11-24T00:00:01Z",\
        "approximateArrivalOfLastRecord":"2126-11-24T00:00:03Z","batchSize":%d,\
        "streamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/%s"}}"""
        .formatted(start, end, size, stream);
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!List.of("completion", "help").contains(arguments[0])) {
      all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Commands.commandLine(Console.ofProcess(new PrintWriter(out), new PrintWriter(err)));
    int exit = commands.execute(all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  private Result inspect(String... more) {
    List<String> all =
        new ArrayList<>(List.of("inspect", "--queue", "dlq", "--stream", "EventStream"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void inspectCountsEveryMessageOnceUnderOneVerdict() throws IOException {
    Result result = inspect("-o", "json");
    assertThat(result.exit()).isZero();
    JsonNode json = result.json();
    assertThat(json.path("seen").asInt()).isEqualTo(4);
    assertThat(json.path("verdicts").toString())
        .isEqualTo("{\"COMPLETE\":2,\"MALFORMED\":1,\"REFUSED\":1}");
    assertThat(json.path("recordsInHand").asInt()).isEqualTo(5);
    assertThat(json.path("diagnoses").toString()).isEqualTo("{\"POISON\":3,\"UNKNOWN\":2}");
  }

  @Test
  void inspectFitsEightyColumns() {
    assertThat(inspect().out().lines().takeWhile(line -> !line.isEmpty()))
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void inspectTellsAScriptThatThereIsWork() {
    assertThat(inspect("--exit-code").exit()).isEqualTo(Exit.PENDING);
  }

  @Test
  void payloadsAreMaskedAndNeverMoveACursor() throws IOException {
    for (String[] more : new String[][] {{}, {"--each"}, {"-o", "json"}, {"-o", "ndjson"}}) {
      assertThat(inspect(more).out()).doesNotContain("evil").doesNotContain("\u001b");
    }
    String id = "";
    for (JsonNode message : inspect("--each", "-o", "json").json().path("messages")) {
      if (message.path("records").size() == 5) {
        id = message.path("id").asText();
      }
    }
    String[] show = {"show", id, "--queue", "dlq", "--stream", "EventStream"};
    assertThat(run(show).out()).doesNotContain("evil").contains("POISON EMPTY");
    List<String> revealing = new ArrayList<>(List.of(show));
    revealing.add("--reveal");
    Result revealed = run(revealing.toArray(String[]::new));
    assertThat(revealed.out()).contains("\\u001b]0;evil\\u0007").doesNotContain("\u001b");
  }

  @Test
  void aMessageThatIsNotThereIsAUsageError() {
    Result result = run("show", "zzz", "--queue", "dlq", "--stream", "EventStream");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("no message").hasLineCount(1);
  }

  @Test
  void aQueueOrStreamThatIsNotThereIsOneLine() {
    for (Result result :
        List.of(
            run("inspect", "--queue", "nope", "--stream", "EventStream"),
            run("inspect", "--queue", "dlq", "--stream", "nope"))) {
      assertThat(result.exit()).isEqualTo(Exit.NO_ACCESS);
      assertThat(result.err()).contains("nope").hasLineCount(1);
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void nothingNamedIsAUsageError() {
    Result result = run("inspect");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("--queue");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThat(inspect("--limit", "0").exit()).isEqualTo(Exit.USAGE);
    assertThat(inspect("--read-rate", "NaN").exit()).isEqualTo(Exit.USAGE);
    assertThat(inspect("-o", "xml").exit()).isEqualTo(Exit.USAGE);
    assertThat(inspect("--from", "/does/not/exist").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("rescue", "--queue", "dlq", "--to", "x", "--warn", "soon").exit())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void rescueCopiesOnceAndExportReadsBack() throws IOException {
    Path vault = temp.resolve("vault");
    Path file = temp.resolve("export.ndjson");
    String[] rescue = {
      "rescue", "--queue", "dlq", "--stream", "EventStream", "--to", vault.toString(), "-o", "json"
    };
    assertThat(run(rescue).json().path("copied").asInt()).isEqualTo(2);
    JsonNode again = run(rescue).json();
    assertThat(again.path("copied").asInt()).isZero();
    assertThat(again.path("before").asInt()).isEqualTo(3);
    assertThat(run("export", file.toString(), "--from", vault.toString()).exit()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(3);
    Path other = temp.resolve("other");
    assertThat(run("import", file.toString(), "--to", other.toString()).exit()).isZero();
    assertThat(run("inspect", "--from", other.toString(), "-o", "json").json().path("verdicts"))
        .hasToString("{\"COMPLETE\":2,\"MALFORMED\":1}");
  }

  @Test
  void whatLiesOutsideAQueueIsReadAndNotActedOn() {
    String place = temp.toString();
    Result redrive = run("redrive", "--from", place, "--stream", "EventStream", "--yes");
    Result discard = run("discard", "--from", place, "--all", "--reason", "r", "--yes");

    assertThat(redrive.exit()).isEqualTo(Exit.USAGE);
    assertThat(redrive.err()).contains("--from reads elsewhere");
    assertThat(discard.exit()).isEqualTo(Exit.USAGE);
    assertThat(discard.err()).contains("--from reads elsewhere").hasLineCount(1);
  }

  @Test
  void helpNamesEveryExitCodeAndCompletionEveryCommand() {
    String help = run("help").out();
    for (int code : List.of(0, 1, 2, 3, 4, 5, 6, 7, 10, 130)) {
      assertThat(help).containsPattern("(?m)^ +" + code + " +\\S");
    }
    assertThat(run("completion").out()).contains("inspect", "rescue", "doctor", "--queue");
  }
}
