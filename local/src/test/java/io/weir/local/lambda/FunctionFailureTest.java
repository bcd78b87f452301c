package io.weir.local.lambda;

import static io.weir.local.lambda.TestFunctions.act;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.local.lambda.Invocation.Failed;
import io.weir.local.lambda.Invocation.Returned;
import io.weir.local.lambda.RuntimeClient.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How functions fail, what the caller is told, and that the next invocation works again. */
class FunctionFailureTest {
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

  private Function deployAct() {
    return deploy(TestFunctions.settings(directory, "Act").withTimeout(Duration.ofSeconds(20)));
  }

  private static int invocations(Invocation invocation) throws IOException {
    assertThat(invocation).isInstanceOf(Returned.class);
    return JSON.readTree(((Returned) invocation).payload()).path("invocations").asInt();
  }

  private static Failed failed(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Failed.class);
    return (Failed) invocation;
  }

  @Test
  void anExceptionIsToldWithItsTypeAndTheInstanceStays() throws IOException {
    Function act = deployAct();

    Failed failure = failed(act.invoke(act("throw"), "r-1"));

    assertThat(failure.errorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.errorMessage()).isEqualTo("as asked");
    assertThat(JSON.readTree(failure.payload()).path("stackTrace")).isNotEmpty();
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "exit, 42, exit status 42",
    "exit, 1, exit status 1",
    "halt, 137, signal: killed",
  })
  void anExitIsToldWithItsCodeAndTheNextInvocationStartsAnew(String how, String code, String words)
      throws IOException {
    Function act = deployAct();

    Failed failure = failed(act.invoke(act(how, code), "r-1"));

    assertThat(failure.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(failure.errorMessage())
        .isEqualTo("RequestId: r-1 Error: Runtime exited with error: " + words);
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @Test
  void anExitWithoutACodeHasNoReason() {
    Failed failure = failed(deployAct().invoke(act("exit", "0"), "r-1"));

    assertThat(failure.errorMessage())
        .isEqualTo("RequestId: r-1 Error: Runtime exited without providing a reason");
  }

  @Test
  void aKilledProcessIsToldAtOnce() throws IOException {
    Function act = deployAct();
    CompletableFuture<Invocation> running =
        CompletableFuture.supplyAsync(() -> act.invoke(act("hang"), "r-1"));
    await().until(() -> !act.processes().isEmpty());

    act.processes().forEach(id -> ProcessHandle.of(id).orElseThrow().destroyForcibly());

    assertThat(failed(running.join()).errorMessage()).endsWith("signal: killed");
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @Test
  void aProcessThatDiedBetweenInvocationsIsReplacedUnnoticed() throws IOException {
    Function act = deployAct();
    act.invoke(act("count"), "r-1");
    ProcessHandle process = ProcessHandle.of(act.processes().iterator().next()).orElseThrow();

    process.destroyForcibly();
    process.onExit().join();

    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @Test
  void aFunctionThatTakesTooLongIsKilled() throws IOException {
    Function act =
        deploy(TestFunctions.settings(directory, "Act").withTimeout(Duration.ofSeconds(1)));

    Failed failure = failed(act.invoke(act("hang"), "r-1"));

    assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(failure.errorMessage())
        .isEqualTo("RequestId: r-1 Error: Task timed out after 1.00 seconds");
    assertThat(new String(failure.payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":"
                + "\"RequestId: r-1 Error: Task timed out after 1.00 seconds\"}");
    assertThat(act.processes()).isEmpty();
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @ParameterizedTest
  @CsvSource({"exhaust, java.lang.OutOfMemoryError", "recurse, java.lang.StackOverflowError"})
  void afterAnErrorOfTheVirtualMachineTheInstanceIsNotUsedAgain(String how, String error)
      throws IOException {
    Function act = deployAct();

    Failed failure = failed(act.invoke(act(how), "r-1"));

    assertThat(failure.errorType()).isEqualTo(error);
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @Test
  void aConstructorThatThrowsFailsEveryInvocationInANewProcess() {
    Function neverUp = deploy(TestFunctions.settings(directory, "NeverUp"));

    for (String request : List.of("r-1", "r-2")) {
      Failed failure = failed(neverUp.invoke("\"x\"".getBytes(StandardCharsets.UTF_8), request));
      assertThat(failure.errorType()).isEqualTo("java.lang.IllegalArgumentException");
      assertThat(failure.errorMessage()).isEqualTo("no table name");
    }
    await()
        .untilAsserted(
            () -> assertThat(log).filteredOn(line -> line.contains("Init Duration")).hasSize(2));
    assertThat(neverUp.processes()).isEmpty();
  }

  @Test
  void anExitBeforeTheFirstEventIsAnExit() {
    Function neverUp =
        deploy(TestFunctions.settings(directory, "NeverUp").withVariable("EXIT", "7"));

    Failed failure = failed(neverUp.invoke("\"x\"".getBytes(StandardCharsets.UTF_8), "r-1"));

    assertThat(failure.errorType()).isEqualTo("Runtime.ExitError");
    assertThat(failure.errorMessage()).endsWith("exit status 7");
  }

  @Test
  void aHandlerThatIsNotThereFails() {
    Function missing = deploy(TestFunctions.settings(directory, "Missing"));

    Failed failure = failed(missing.invoke("{}".getBytes(StandardCharsets.UTF_8), "r-1"));

    assertThat(failure.errorType()).isEqualTo("java.lang.ClassNotFoundException");
    assertThat(failure.errorMessage()).contains("functions.Missing");
  }

  @Test
  void anEventThatTheHandlerCannotReadFails() throws IOException {
    Function act = deployAct();

    Failed failure = failed(act.invoke("[1,2".getBytes(StandardCharsets.UTF_8), "r-1"));

    assertThat(failure.errorMessage()).isEqualTo("An error occurred during JSON parsing");
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }

  @Test
  void anAnswerOfExactlyTheLimitIsReturned() {
    int limit = Invocation.MAX_RESPONSE_BYTES;

    Invocation answer = deployAct().invoke(act("large", Integer.toString(limit)), "r-1");

    assertThat(((Returned) answer).payload()).hasSize(limit);
  }

  @Test
  void anAnswerAboveTheLimitFails() throws IOException {
    Function act = deployAct();

    Failed failure = failed(act.invoke(act("large", "6291557"), "r-1"));

    assertThat(failure.errorType()).isEqualTo("Function.ResponseSizeTooLarge");
    assertThat(failure.errorMessage())
        .isEqualTo(
            "Response payload size (6291557 bytes) exceeded maximum allowed payload size"
                + " (6291556 bytes).");
    assertThat(invocations(act.invoke(act("count"), "r-2"))).isOne();
  }
}
