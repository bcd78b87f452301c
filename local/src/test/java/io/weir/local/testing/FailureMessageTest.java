package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An assertion that fails tells all that happened: no debugger, no second run. */
class FailureMessageTest {

  @RegisterExtension
  static final WeirPipeline weir =
      WeirPipeline.with(new OrderHandler())
          .reportBatchItemFailures(true)
          .bisectBatchOnFunctionError(true)
          .maximumRetryAttempts(1)
          .build();

  private List<PutRecord> put = List.of();

  @BeforeEach
  void putOneGoodAndOneBad() {
    put = weir.putTogether("k", "{\"a\":1}", "bad");
    weir.awaitSettled();
  }

  @Test
  void theWholeRunStandsInTheMessage() {
    assertThatThrownBy(() -> assertThat(weir.queue()).holdsPointerFor(put.get(0)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            Expected a pointer for r1, but no pointer covers it
            Records put:
              r1  shardId-000000000000  key "k"  {"a":1}
              r2  shardId-000000000000  key "k"  bad
            Invocations:
               1  shardId-000000000000  [r1 r2]  -> reported [r2]
               2  shardId-000000000000  [r2]  -> reported [r2]
               3  shardId-000000000000  [r2]  -> reported [r2]
            Pointers in the queue:
              RetryAttemptsExhausted after 2 invocation(s): shardId-000000000000  [r2]  1 record(s)
            Warnings: none
            The function's log: none
            """);
  }

  @Test
  void whatTheQueueLacksOrHoldsTooMuchIsSaid() {
    fails(() -> assertThat(weir.queue()).isEmpty(), "Expected 0 pointer(s) in the queue, found 1");
    fails(
        () -> assertThat(weir.queue()).andNothingElse(),
        "Expected nothing else in the queue, but a pointer covers r2 too");
    fails(
        () -> assertThat(weir.queue()).holdsNoPointerFor(put.get(1)),
        "Expected no pointer for r2, but one covers it");
    fails(
        () -> assertThat(weir.queue()).holdsPointerFor(put.get(1)).withCondition("x"),
        "Expected the condition x, found RetryAttemptsExhausted");
    fails(
        () -> assertThat(weir.queue()).holdsPointerFor(put.get(1)).afterInvocations(1),
        "Expected a pointer after 1 invocation(s), not 2");
  }

  @Test
  void whatWasHandedOverInstead() {
    fails(() -> assertThat(weir.invocations()).hasCount(9), "Expected 9 invocation(s), found 3");
    fails(
        () -> assertThat(weir.invocations()).delivered(put.get(0)).times(2),
        "Expected r1 to be delivered 2 time(s), found 1");
    fails(
        () -> assertThat(weir.invocations()).delivered(put.get(1)).atLeast(4),
        "Expected r2 to be delivered at least 4 time(s), found 3");
    fails(
        () -> assertThat(weir.invocations()).neverDelivered(put.get(1)),
        "Expected r2 to be delivered 0 time(s), found 3");
    fails(
        () -> assertThat(weir.invocations()).deliveredInOrder(put.get(1), put.get(0)),
        "Expected first deliveries in the order [r2, r1], found [r1, r2]");
    fails(
        () -> assertThat(weir.invocations()).carried(List.of(put)),
        "Expected the batches [[r1 r2]], found [[r1 r2], [r2], [r2]]");
  }

  @Test
  void aRunThatDoesNotSettleSaysWhatItIsAt() {
    try (WeirPipeline endless =
        WeirPipeline.with(new OrderHandler()).reportBatchItemFailures(true).build().start()) {
      endless.put("k", "bad");

      assertThatThrownBy(() -> endless.awaitSettled(Duration.ofMillis(300)))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("The mapping is not past every record after 300 ms. (Without")
          .hasMessageContaining("[r1]  -> reported [r1]");
    }
  }

  private static void fails(ThrowingCallable assertion, String firstLine) {
    assertThatThrownBy(assertion)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(firstLine + "\nRecords put:\n  r1  ");
  }
}
