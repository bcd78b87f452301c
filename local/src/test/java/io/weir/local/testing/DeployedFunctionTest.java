package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.local.lambda.TestFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A function in a jar, under AWS's runtime client. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DeployedFunctionTest {

  @TempDir private Path directory = Path.of("");
  private Path zip = directory;

  @BeforeEach
  void pack() {
    zip = TestFunctions.zip(directory.resolve("functions.zip"));
  }

  @Test
  void aJarRunsInAProcessOfItsOwn() {
    try (WeirPipeline weir =
        WeirPipeline.function(zip, "io.weir.local.lambda.functions.Echo")
            .reportBatchItemFailures(true)
            .bisectBatchOnFunctionError(true)
            .maximumRetryAttempts(1)
            .build()
            .start()) {
      PutRecord good = weir.put("k", "good");
      PutRecord bad = weir.put("k", "bad");
      weir.awaitSettled();

      assertThat(weir.queue()).holdsPointerFor(bad).andNothingElse();
      assertThat(weir.invocations()).delivered(good).atLeast(1);
      assertThat(weir.functionLog()).anyMatch(line -> line.startsWith("REPORT RequestId: "));
    }
  }

  /** Fails each event with a record whose base64 is that of "bad". */
  private static final String SHELL =
      """
      api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
      while true; do
        event=$(curl -sS -D head.txt "$api/next")
        id=$(tr -d '\r' < head.txt | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //Ip')
        answer='{"batchItemFailures":[]}'
        case "$event" in
          *YmFk*) answer='{"batchItemFailures":[{"itemIdentifier":""}]}' ;;
        esac
        curl -sS "$api/$id/response" -d "$answer" >/dev/null
      done
      """;

  @Test
  void aShellScriptRunsBehindTheMapping() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl on this machine");
    Path script = Files.writeString(directory.resolve("function.sh"), SHELL);
    try (WeirPipeline weir =
        WeirPipeline.command("cd " + directory + " && sh " + script)
            .reportBatchItemFailures(true)
            .bisectBatchOnFunctionError(true)
            .maximumRetryAttempts(1)
            .build()
            .start()) {
      PutRecord good = weir.put("k", "good");
      PutRecord bad = weir.put("k", "bad");
      weir.awaitSettled();

      assertThat(weir.queue()).holdsPointerFor(bad).afterInvocations(2).andNothingElse();
      assertThat(weir.invocations()).delivered(good).atLeast(1);
    }
  }

  @Test
  void aFunctionMayExitAndItsRecordsEndInTheQueue() {
    try (WeirPipeline weir =
        WeirPipeline.function(zip, "io.weir.local.lambda.functions.NeverUp")
            .variable("EXIT", "7")
            .maximumRetryAttempts(0)
            .build()
            .start()) {
      weir.put("k", "1");
      weir.awaitSettled();

      assertThat(weir.queue()).hasSize(1);
      assertThat(weir.describe()).contains("Runtime.ExitError", "exit status 7");
    }
  }
}
