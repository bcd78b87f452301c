package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.sqs.Queue;

/** A stack that breaks a rule does not synthesize, in whatever way it was changed. */
@NeedsNode
@Timeout(300)
class ChecksTest {

  @Test
  void aMappingThatWasChangedBehindTheSettingsDoesNotSynthesize(@TempDir Path out) {
    assertThatException()
        .isThrownBy(
            () ->
                Synthesis.template(
                    Map.of(),
                    out,
                    stack ->
                        stack.getNode().findAll().stream()
                            .filter(CfnEventSourceMapping.class::isInstance)
                            .map(CfnEventSourceMapping.class::cast)
                            .forEach(it -> it.setMaximumRetryAttempts(-1))))
        .withMessageContaining("Validation failed")
        .satisfies(it -> reported(out, "weir-endless-retries"));
  }

  @Test
  void cdkNagSeesAQueueThatTakesWhatComesWithoutTls(@TempDir Path out) {
    assertThatException()
        .isThrownBy(
            () ->
                Synthesis.template(
                    Map.of(), out, stack -> Queue.Builder.create(stack, "Plain").build()))
        .withMessageContaining("Validation failed")
        .satisfies(it -> reported(out, "AwsSolutions-SQS4"));
  }

  private static void reported(Path out, String rule) {
    assertThat(out.resolve("validation-report.json")).exists().content().contains(rule);
  }
}
