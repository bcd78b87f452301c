package io.weir.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.local.lambda.Invocation.Failed;
import io.weir.local.lambda.Invocation.Returned;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A function in any language: a command that speaks Lambda's runtime API. */
@Timeout(60)
final class CommandFunctionTest {

  /** A whole runtime: what it is told and the event come back as the answer. */
  private static final String SHELL =
      """
      api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
      while true; do
        event=$(curl -sS -D head "$api/next")
        id=$(tr -d '\\r' < head | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //Ip')
        echo "working on $id with $AWS_LAMBDA_FUNCTION_MEMORY_SIZE MB"
        case "$event" in
          *hang*) sleep 600 ;;
          *exit*) exit 3 ;;
          *twice*) curl -sS "$api/$id/response" -d '"first"' >/dev/null ;;
        esac
        curl -sS "$api/$id/response" -d "{\\"$COLOUR\\":$event}"
      done
      """;

  private static final String PYTHON =
      """
      import json, os, urllib.request as http
      api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
      while True:
          call = http.urlopen(api + "next")
          id, event = call.headers["Lambda-Runtime-Aws-Request-Id"], json.load(call)
          try:
              path, answer = "/response", {"sum": sum(event)}
          except TypeError as error:
              path, answer = "/error", {"errorType": "TypeError", "errorMessage": str(error)}
          http.urlopen(http.Request(api + id + path, json.dumps(answer).encode()))
      """;

  @TempDir private Path directory;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private @Nullable Function function;

  @BeforeEach
  void needsAShellAndCurl() {
    assumeTrue(isThere("sh") && isThere("curl"), "no sh, or no curl, on this machine");
  }

  @AfterEach
  void close() {
    if (function != null) {
      function.close();
    }
  }

  @Test
  void aShellScriptIsAFunctionWithEnvironmentMemoryAndLog() throws IOException {
    Function shell = deploy(script(SHELL).withVariable("COLOUR", "blue").withMemoryMb(256));

    assertThat(answer(shell.invoke("[1]".getBytes(UTF_8), "r-1"))).isEqualTo("{\"blue\":[1]}");
    Set<Long> processes = shell.processes();
    assertThat(answer(shell.invoke("[2]".getBytes(UTF_8), "r-2"))).isEqualTo("{\"blue\":[2]}");

    assertThat(shell.processes()).as("the same instance, warm").isEqualTo(processes);
    assertThat(shell.runtime()).isEqualTo("provided.al2023");
    await()
        .untilAsserted(
            () ->
                assertThat(log)
                    .containsSubsequence(
                        "START RequestId: r-2 Version: $LATEST",
                        "working on r-2 with 256 MB",
                        "END RequestId: r-2")
                    .anyMatch(line -> line.contains("Max Memory Used:")));
  }

  @Test
  void aPythonScriptAnswersAndFails() throws IOException {
    assumeTrue(isThere("python3"), "no python3 on this machine");
    Path file = Files.writeString(directory.resolve("app.py"), PYTHON);
    Function python = deploy(FunctionSettings.ofCommand("f", "python3 " + file));

    assertThat(answer(python.invoke("[1,2]".getBytes(UTF_8), "r-1"))).isEqualTo("{\"sum\": 3}");
    Invocation failed = python.invoke("[\"x\"]".getBytes(UTF_8), "r-2");

    assertThat(failed).isInstanceOf(Failed.class);
    assertThat(((Failed) failed).errorType()).isEqualTo("TypeError");
  }

  @Test
  void aCommandThatTakesTooLongIsEndedWithAllThatItHasStarted() throws IOException {
    Function shell = deploy(script(SHELL).withTimeout(Duration.ofSeconds(2)));
    shell.invoke("[1]".getBytes(UTF_8), "r-1");
    List<ProcessHandle> all =
        shell.processes().stream()
            .flatMap(id -> ProcessHandle.of(id).stream())
            .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
            .toList();

    Failed failure = (Failed) shell.invoke("\"hang\"".getBytes(UTF_8), "r-2");

    assertThat(failure.errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(all).hasSizeGreaterThan(1);
    await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(answer(shell.invoke("[3]".getBytes(UTF_8), "r-3"))).contains("[3]");
  }

  @Test
  void anExitInAnInvocationIsAnExitError() throws IOException {
    Failed failure = (Failed) deploy(script(SHELL)).invoke("\"exit\"".getBytes(UTF_8), "r-1");

    assertThat(failure.errorMessage())
        .isEqualTo("RequestId: r-1 Error: Runtime exited with error: exit status 3");
  }

  @Test
  void ofTwoAnswersTheFirstCountsAndTheSecondIsRefused() throws IOException {
    Function shell = deploy(script(SHELL));

    assertThat(answer(shell.invoke("\"twice\"".getBytes(UTF_8), "r-1"))).isEqualTo("\"first\"");
    assertThat(answer(shell.invoke("[2]".getBytes(UTF_8), "r-2"))).contains("[2]");
    await().until(() -> log.stream().anyMatch(line -> line.contains("InvalidRequestID")));
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-program-anywhere, it ended before it asked for an event: ",
    "exit 0, it ended before it asked for an event: Runtime exited without providing a reason",
    "sleep 600, it has not asked for an event in 1 s"
  })
  void aCommandThatIsNoFunctionIsToldBeforeThereIsAnEvent(String command, String trouble) {
    Function function = deploy(FunctionSettings.ofCommand("f", command));

    assertThat(function.comeUp(Duration.ofSeconds(1)).orElseThrow()).startsWith(trouble);
    assertThat(function.processes()).isEmpty();
  }

  @Test
  void anInstanceThatHasComeUpTakesTheFirstEvent() throws IOException {
    Function shell = deploy(script(SHELL));

    assertThat(shell.comeUp(Duration.ofSeconds(20))).isEmpty();
    Set<Long> processes = shell.processes();
    assertThat(answer(shell.invoke("[1]".getBytes(UTF_8), "r-1"))).contains("[1]");

    assertThat(shell.processes()).isEqualTo(processes).hasSize(1);
  }

  private FunctionSettings script(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("bootstrap"), text);
    return FunctionSettings.ofCommand("f", "cd " + directory + " && sh " + file)
        .withVariable("COLOUR", "any");
  }

  private Function deploy(FunctionSettings settings) {
    Function deployed = new Function(settings, log::add);
    function = deployed;
    return deployed;
  }

  private static String answer(Invocation invocation) {
    assertThat(invocation).isInstanceOf(Returned.class);
    return new String(((Returned) invocation).payload(), UTF_8);
  }

  private static boolean isThere(String program) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
