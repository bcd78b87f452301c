package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What Lambda refuses is refused before a test runs. */
class PipelineBuilderTest {

  private static final RequestStreamHandler FINE = (in, out, context) -> in.transferTo(out);

  @Test
  void settingsOutOfBoundsAreRefusedByName() {
    refused(it -> it.batchSize(0), "BatchSize");
    refused(it -> it.batchSize(10_001), "BatchSize");
    refused(it -> it.maximumBatchingWindow(Duration.ofSeconds(301)), "Window");
    refused(it -> it.maximumRetryAttempts(10_001), "MaximumRetryAttempts");
    refused(it -> it.maximumRetryAttempts(-2), "MaximumRetryAttempts");
    refused(it -> it.maximumRecordAge(Duration.ofSeconds(59)), "MaximumRecordAge");
    refused(it -> it.parallelizationFactor(11), "ParallelizationFactor");
    refused(it -> it.timeout(Duration.ofMillis(500)), "'timeout' failed to satisfy constraint");
    refused(it -> it.timeout(Duration.ofSeconds(901)), "'timeout' failed to satisfy constraint");
  }

  @Test
  void variablesNeedAProcessOfTheirOwn() {
    refused(it -> it.variable("TABLE", "t"), "variables are for function(jar, handler)");
    assertThatThrownBy(
            () ->
                WeirPipeline.function(Path.of("f.jar"), "a.B").variable("AWS_REGION", "x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reserved keys");
  }

  @Test
  void whatIsNotRunningCannotBeUsed() {
    WeirPipeline weir = WeirPipeline.with(FINE).build();

    assertThatThrownBy(() -> weir.put("k", "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@RegisterExtension");
  }

  private static void refused(UnaryOperator<PipelineBuilder> setting, String message) {
    assertThatThrownBy(() -> setting.apply(WeirPipeline.with(FINE)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
