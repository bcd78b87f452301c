package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.lambda.TestFunctions;
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
