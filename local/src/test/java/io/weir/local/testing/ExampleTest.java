package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/testing.md, which must be this very text. */
class ExampleTest {

  // example
  @RegisterExtension
  static final WeirPipeline weir =
      WeirPipeline.with(new OrderHandler()) // implements RequestHandler<KinesisEvent, ...>
          .batchSize(10)
          .maximumRetryAttempts(2)
          .bisectBatchOnFunctionError(true)
          .reportBatchItemFailures(true)
          .shards(2)
          .build();

  @Test
  void poisonEndsInTheQueueAndHoldsNobodyUp() {
    PutRecord before = weir.put("customer-1", "{\"order\": 1}");
    PutRecord poison = weir.put("customer-1", "not json");
    PutRecord after = weir.put("customer-1", "{\"order\": 2}");

    weir.awaitSettled();

    assertThat(weir.queue()).holdsPointerFor(poison).afterInvocations(3).andNothingElse();
    assertThat(weir.invocations()).delivered(after).atLeast(1).deliveredInOrder(before, after);
  }
  // end
}
