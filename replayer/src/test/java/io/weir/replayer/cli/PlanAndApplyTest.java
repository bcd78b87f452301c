package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.aws.LocalServices;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What plan and apply tell a script, and what they have done by then. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanAndApplyTest {

  private final LocalServices services = new LocalServices();
  private String queue = "";
  private String url = "";
  private String number = "";
  private Path temp = Path.of("");

  private record Result(int exit, String out, String err) {}

  @BeforeAll
  void start() {
    services.createStream("EventStream");
    number =
        services.put("EventStream", "{\"eventId\":\"e1\"}".getBytes(StandardCharsets.UTF_8)).get(0);
  }

  @BeforeEach
  void aQueueOfItsOwn(TestInfo test, @TempDir Path temp) {
    this.temp = temp;
    queue = test.getTestMethod().orElseThrow().getName();
    url = services.createQueue(queue);
  }

  @AfterAll
  void close() {
    services.close();
  }

  private void letter() {
    letter("EventStream", number);
  }

  private void letter(String stream, String number) {
    String body =
        """
        {"requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f",\
        "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},"version":"1.0",\
        "timestamp":"2026-11-24T00:00:09Z","KinesisBatchInfo":{"shardId":"shardId-000000000000",\
        "startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"2126-11-24T00:00:01Z",\
        "approximateArrivalOfLastRecord":"2126-11-24T00:00:03Z","batchSize":1,\
        "streamArn":"arn:aws:kinesis:us-east-1:000000000000:stream/%s"}}"""
            .formatted(number, number, stream);
    services.clients().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body));
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--journal", temp.resolve("journal.ndjson").toString()));
    return execute(all);
  }

  private Result execute(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Commands.commandLine(Console.ofProcess(new PrintWriter(out), new PrintWriter(err)));
    int exit = commands.execute(all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  private Path file() {
    return temp.resolve("plan.json");
  }

  private Path copies() {
    return temp.resolve("copies.ndjson");
  }

  private Result plan() {
    return plan("EventStream");
  }

  private Result plan(String stream, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("plan", "--queue", queue, "--stream", stream, "--setting", "defaults"));
    all.addAll(List.of("--via", "file", "--to", copies().toString(), "--out", file().toString()));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private Result apply(String... more) {
    List<String> all = new ArrayList<>(List.of("apply", file().toString()));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private String messages() {
    return services
        .clients()
        .sqs()
        .getQueueAttributes(it -> it.queueUrl(url).attributeNamesWithStrings("All"))
        .attributesAsStrings()
        .getOrDefault("ApproximateNumberOfMessages", "?");
  }

  @Test
  void anEmptyQueueIsFine() {
    assertThat(plan().exit()).isEqualTo(Exit.OK);
    Result result = apply("--yes");
    assertThat(result.exit()).isEqualTo(Exit.OK);
    assertThat(result.err()).contains("there is nothing to do");
    assertThat(copies()).doesNotExist();
  }

  @Test
  void withoutATerminalAndWithoutYesNothingIsDone() {
    letter();
    assertThat(plan().exit()).isEqualTo(Exit.OK);
    Result result = apply();
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("add --yes");
    assertThat(copies()).doesNotExist();
    assertThat(temp.resolve("journal.ndjson")).doesNotExist();
    assertThat(messages()).isEqualTo("1");
  }

  @Test
  void aPlanThatFitsIsApplied() throws IOException {
    letter();
    assertThat(plan().out()).contains("1 of 1 records in 1 messages");
    assertThat(apply("--yes").exit()).isEqualTo(Exit.OK);
    assertThat(Files.readAllLines(copies()))
        .singleElement()
        .asString()
        .contains("\"sequenceNumber\":\"" + number + "\"");
    assertThat(messages()).isEqualTo("1");
  }

  @Test
  void aPlanWhoseMessageIsGoneIsStale() {
    letter();
    plan();
    services.clients().sqs().purgeQueue(it -> it.queueUrl(url));
    Result result = apply("--yes", "--lease", "5s");
    assertThat(result.exit()).isEqualTo(Exit.STALE);
    assertThat(result.out()).contains("is not in the queue any more");
    assertThat(copies())
        .satisfiesAnyOf(it -> assertThat(it).doesNotExist(), it -> assertThat(it).isEmptyFile());
  }

  @Test
  void anEditedPlanIsStale() throws IOException {
    letter();
    plan();
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("REDRIVE", "SKIP_STORED"));
    Result result = apply("--yes");
    assertThat(result.exit()).isEqualTo(Exit.STALE);
    assertThat(result.err()).contains("the plan was edited").hasLineCount(1);
    assertThat(copies()).doesNotExist();
    assertThat(messages()).isEqualTo("1");
  }

  @Test
  void aPlanOfAnotherVersionIsStale() throws IOException, StalePlanException {
    letter();
    plan();
    Plan plan = PlanFile.read(Files.readAllBytes(file()));
    Plan other = made(plan, plan.plannedAt(), plan.plannedBy(), "weir-replayer 0.0.1");
    Files.write(file(), PlanFile.write(other));
    Result result = apply("--yes");
    assertThat(result.exit()).isEqualTo(Exit.STALE);
    assertThat(result.err()).contains("weir-replayer 0.0.1", "make it again with plan");
  }

  @Test
  void anOldPlanOfAnotherActorIsSaidToBeSoBeforeAnyQuestion()
      throws IOException, StalePlanException {
    letter();
    plan();
    assertThat(apply().err()).doesNotContain("old;").doesNotContain("was made by");
    Plan plan = PlanFile.read(Files.readAllBytes(file()));
    Plan old = made(plan, plan.plannedAt().minus(Duration.ofDays(2)), "ann@laptop", plan.code());
    Files.write(file(), PlanFile.write(old));
    Result result = apply();
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains("the plan is 2d old", "the plan was made by ann@laptop");
    assertThat(result.err().indexOf("2d old")).isLessThan(result.err().indexOf("--yes"));
  }

  private static Plan made(Plan plan, Instant at, String by, String code) {
    return new Plan(
        plan.version(),
        at,
        by,
        code,
        plan.queue(),
        plan.route(),
        plan.target(),
        plan.selection(),
        plan.letters());
  }

  @Test
  void aPlanThatIsNotThereIsAUsageError() {
    assertThat(apply("--yes").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void whatTheStreamHasForgottenIsTakenFromTheRescue() throws IOException {
    services.createStream("Short");
    letter("Short", services.put("Short", "{\"n\":1}".getBytes(StandardCharsets.UTF_8)).get(0));
    Path rescued = temp.resolve("rescued");
    Result rescue = rescue("Short", rescued);
    assertThat(rescue.exit()).as(rescue.err()).isEqualTo(Exit.OK);
    services.clients().kinesis().deleteStream(it -> it.streamName("Short"));
    services.clients().kinesis().waiter().waitUntilStreamNotExists(it -> it.streamName("Short"));
    services.createStream("Short");

    assertThat(plan("Short").out()).contains("0 of ");
    String[] from = {"--rescued", rescued.toString()};
    Result plan = plan("Short", from);
    assertThat(plan.out()).as(plan.err()).contains("1 of 1 records in 1 messages");
    assertThat(apply("--yes").exit()).as("without the copies").isEqualTo(Exit.STALE);
    Result apply = apply("--yes", from[0], from[1]);
    assertThat(apply.exit()).as(apply.err() + apply.out()).isEqualTo(Exit.OK);
    assertThat(Files.readAllLines(copies())).hasSize(1);
  }

  private Result rescue(String stream, Path to) {
    return execute(List.of("rescue", "--queue", queue, "--stream", stream, "--to", to.toString()));
  }

  @Test
  void whatIsNoPlanIsNotOverwritten() throws IOException {
    Files.writeString(file(), "my thesis");
    assertThat(plan().exit()).isEqualTo(Exit.USAGE);
    assertThat(file()).hasContent("my thesis");
  }
}
