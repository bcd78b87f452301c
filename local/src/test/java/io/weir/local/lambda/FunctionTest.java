package io.weir.local.lambda;

import static io.weir.local.lambda.TestFunctions.act;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.local.lambda.Instance.Execution;
import io.weir.local.lambda.Invocation.Failed;
import io.weir.local.lambda.Invocation.Returned;
import io.weir.local.lambda.RuntimeClient.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function that behaves sees, and what its caller gets. */
class FunctionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory = Path.of("");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private @Nullable Function function;

  @AfterEach
  void close() {
    if (function != null) {
      function.close();
    }
  }

  /** What the functions run on. */
  Machine machine() {
    return Machine.here();
  }

  private Function deploy(FunctionSettings settings) {
    function = new Function(settings, log::add, machine());
    return function;
  }

  private static JsonNode json(Invocation invocation) throws IOException {
    assertThat(invocation).isInstanceOf(Returned.class);
    return JSON.readTree(((Returned) invocation).payload());
  }

  @Test
  void kinesisEventsReachATypedHandlerAndItsAnswerComesBack() throws IOException {
    Function echo = deploy(TestFunctions.settings(directory, "Echo"));

    JsonNode answer =
        json(echo.invoke(TestFunctions.kinesisEvent(List.of("good", "bad", "good")), "r-1"));

    assertThat(answer.path("batchItemFailures")).hasSize(1);
    assertThat(answer.at("/batchItemFailures/0/itemIdentifier").asText()).endsWith("0001");
  }

  @Test
  void oneInstanceServesOneInvocationAfterTheOther() throws IOException {
    Function act = deploy(TestFunctions.settings(directory, "Act"));

    long first = json(act.invoke(act("count"), "r-1")).path("pid").asLong();
    JsonNode second = json(act.invoke(act("count"), "r-2"));

    assertThat(second.path("pid").asLong()).isEqualTo(first);
    assertThat(second.path("invocations").asInt()).isEqualTo(2);
  }

  @Test
  void aFunctionSeesLambdasVariablesAndItsOwnButNoneOfOurs() throws IOException {
    Function act =
        deploy(TestFunctions.settings(directory, "Act").withVariable("TABLE_NAME", "EventLogs"));

    JsonNode seen = json(act.invoke(act("environment"), "r-1"));

    assertThat(seen.path("TABLE_NAME").asText()).isEqualTo("EventLogs");
    assertThat(seen.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("act");
    assertThat(seen.path("AWS_REGION").asText()).isEqualTo("us-east-1");
    assertThat(seen.path("LAMBDA_TASK_ROOT").asText()).isNotEmpty();
    assertThat(System.getenv()).containsKey("AWS_EMF_ENVIRONMENT");
    assertThat(seen.has("AWS_EMF_ENVIRONMENT")).isFalse();
  }

  @Test
  void theContextTellsWhatLambdaTells() throws IOException {
    Function act = deploy(TestFunctions.settings(directory, "Act").in("000000000001", "eu-west-1"));

    JsonNode seen = json(act.invoke(act("context"), "r-1"));

    assertThat(seen.path("requestId").asText()).isEqualTo("r-1");
    assertThat(seen.path("arn").asText())
        .isEqualTo("arn:aws:lambda:eu-west-1:000000000001:function:act");
    assertThat(seen.path("memory").asInt()).isEqualTo(512);
    assertThat(seen.path("heapMb").asInt()).isBetween(430, 460);
    assertThat(seen.path("remaining").asInt()).isBetween(50_000, 60_000);
    assertThat(seen.path("logGroup").asText()).isEqualTo("/aws/lambda/act");
    assertThat(seen.path("trace").asText()).startsWith("Root=1-");
  }

  @Test
  void nothingOfOurClassPathIsVisibleToTheFunction() throws IOException {
    Function act = deploy(TestFunctions.settings(directory, "Act"));

    assertThat(json(act.invoke(act("load", Function.class.getName()), "r-1")).asBoolean())
        .isFalse();
    assertThat(json(act.invoke(act("load", ObjectMapper.class.getName()), "r-2")).asBoolean())
        .isFalse();
    assertThat(json(act.invoke(act("load", "org.joda.time.DateTime"), "r-3")).asBoolean()).isTrue();
  }

  @Test
  void aPlainJarIsDeployedToo() {
    Path jar = TestFunctions.jar(directory.resolve("raw.jar"));
    Function raw = deploy(FunctionSettings.of("raw", jar, "io.weir.local.lambda.functions.Raw"));

    Invocation answer = raw.invoke("{}".getBytes(StandardCharsets.UTF_8), "r-1");

    assertThat(((Returned) answer).payload()).asString().isEqualTo(">{}");
  }

  @Test
  void theLogHoldsTheFunctionsLinesBetweenLambdas() {
    Function act = deploy(TestFunctions.settings(directory, "Act"));

    Execution execution = act.execute(new Event(act("print", "héllo"), "r-1", Optional.empty()));

    String tail = new String(execution.logTail().join(), StandardCharsets.UTF_8);
    assertThat(tail.lines())
        .startsWith(
            "START RequestId: r-1 Version: $LATEST",
            "out héllo",
            "err héllo",
            "log héllo",
            "no line end",
            "END RequestId: r-1")
        .last()
        .asString()
        .startsWith("REPORT RequestId: r-1\tDuration: ")
        .contains("\tMemory Size: 512 MB\t", "\tInit Duration: ");
    assertThat(log).containsExactlyElementsOf(tail.lines().toList());
  }

  @Test
  void standardInputIsEmpty() throws IOException {
    Function act = deploy(TestFunctions.settings(directory, "Act"));

    assertThat(json(act.invoke(act("stdin"), "r-1")).asInt()).isEqualTo(-1);
  }

  @Test
  void beyondItsConcurrencyAFunctionIsThrottledAndNotRun() {
    Function act =
        deploy(
            TestFunctions.settings(directory, "Act")
                .withConcurrency(1)
                .withTimeout(Duration.ofSeconds(2)));
    CompletableFuture<Invocation> running =
        CompletableFuture.supplyAsync(() -> act.invoke(act("hang"), "r-1"));
    await().until(() -> log.stream().anyMatch(line -> line.startsWith("START")));

    Invocation second = act.invoke(act("count"), "r-2");

    assertThat(second).isInstanceOf(Invocation.Throttled.class);
    assertThat(running.join()).isInstanceOf(Failed.class);
    assertThat(log).noneMatch(line -> line.contains("r-2"));
  }

  @Test
  void withinItsConcurrencyInvocationsRunSideBySide() throws IOException {
    Function act =
        deploy(
            TestFunctions.settings(directory, "Act")
                .withConcurrency(2)
                .withTimeout(Duration.ofSeconds(3)));
    CompletableFuture<Invocation> running =
        CompletableFuture.supplyAsync(() -> act.invoke(act("hang"), "r-1"));
    await().until(() -> log.stream().anyMatch(line -> line.startsWith("START")));

    assertThat(json(act.invoke(act("count"), "r-2")).path("invocations").asInt()).isOne();
    assertThat(running.join()).isInstanceOf(Failed.class);
  }

  @Test
  void closingEndsEveryProcessAndDeletesItsFiles() throws IOException {
    Function act = deploy(TestFunctions.settings(directory, "Act"));
    Path taskRoot =
        Path.of(json(act.invoke(act("environment"), "r-1")).path("LAMBDA_TASK_ROOT").asText());
    long process = act.processes().iterator().next();

    act.close();

    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Files.exists(taskRoot.getParent())).isFalse();
    assertThatThrownBy(() -> act.invoke(act("count"), "r-2"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEventAboveSixMegabytesIsRefused() {
    Function act = deploy(TestFunctions.settings(directory, "Act"));

    assertThatThrownBy(() -> act.invoke(new byte[Invocation.MAX_REQUEST_BYTES + 1], "r-1"))
        .hasMessage("Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    assertThat(log).isEmpty();
  }
}
