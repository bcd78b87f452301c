package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What other people's handlers do, and where their records end. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WeirPipelineTest {

  private static final RequestStreamHandler FINE = (in, out, context) -> in.transferTo(out);
  private static final RequestStreamHandler THROWS =
      (in, out, context) -> {
        throw new IllegalStateException("boom");
      };

  @Test
  void withoutReportsAnyAnswerIsASuccess() {
    try (WeirPipeline weir = WeirPipeline.with(FINE).build().start()) {
      List<PutRecord> put = weir.putTogether("k", "1", "2", "3");
      weir.awaitSettled();

      assertThat(weir.queue()).isEmpty();
      assertThat(weir.invocations()).hasCount(1).carried(List.of(put)).deliveredInOrder(put.get(0));
    }
  }

  @Test
  void anExceptionGivesTheWholeBatchUpUnlessItIsBisected() {
    try (WeirPipeline weir =
        WeirPipeline.with(THROWS).batchSize(2).maximumRetryAttempts(1).build().start()) {
      List<PutRecord> put = weir.putTogether("k", "1", "2");
      weir.awaitSettled();

      assertThat(weir.queue())
          .hasSize(1)
          .holdsPointerFor(put.get(0), put.get(1))
          .withCondition("RetryAttemptsExhausted")
          .afterInvocations(2)
          .andNothingElse();
      assertThat(weir.invocations()).carried(List.of(put, put));
    }
  }

  @Test
  void bisectingTriesTheHalvesLeftFirst() {
    try (WeirPipeline weir =
        WeirPipeline.with(THROWS)
            .bisectBatchOnFunctionError(true)
            .maximumRetryAttempts(0)
            .build()
            .start()) {
      List<PutRecord> put = weir.putTogether("k", "1", "2", "3");
      weir.awaitSettled();

      assertThat(weir.invocations())
          .carried(
              List.of(
                  put, put.subList(0, 1), put.subList(1, 3), put.subList(1, 2), put.subList(2, 3)));
      assertThat(weir.queue()).hasSize(3);
    }
  }

  @Test
  void reportedRecordsAreDeliveredAgainFromTheLowestOn() {
    try (WeirPipeline weir =
        WeirPipeline.with(new OrderHandler())
            .reportBatchItemFailures(true)
            .maximumRetryAttempts(1)
            .build()
            .start()) {
      List<PutRecord> put = weir.putTogether("k", "{}", "bad", "{}", "{}");
      weir.awaitSettled();

      List<PutRecord> rest = put.subList(1, 4);
      assertThat(weir.invocations()).carried(List.of(put, rest, rest)); // golden trace G1
      assertThat(weir.queue()).holdsPointerFor(rest.toArray(PutRecord[]::new)).andNothingElse();
    }
  }

  @Test
  void aHandlerThatHangsIsTimedOutAndItsRecordsEndInTheQueue() {
    RequestStreamHandler hangs =
        (in, out, context) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (WeirPipeline weir =
        WeirPipeline.with(hangs)
            .timeout(Duration.ofSeconds(1))
            .maximumRetryAttempts(0)
            .build()
            .start()) {
      PutRecord record = weir.put("k", "1");
      weir.awaitSettled();

      assertThat(weir.queue()).holdsPointerFor(record).afterInvocations(1);
      assertThat(weir.describe()).contains("Sandbox.Timedout", "timed out after 1.00 seconds");
    }
  }

  @Test
  void aHandlerThatRecoversGetsItsRecordsInTheEnd() {
    AtomicInteger calls = new AtomicInteger();
    try (WeirPipeline weir =
        WeirPipeline.with(
                KinesisEvent.class,
                (event, context) -> {
                  if (calls.incrementAndGet() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                  context.getLogger().log("at last");
                  return "ok";
                })
            .maximumRetryAttempts(5)
            .build()
            .start()) {
      PutRecord record = weir.put("k", "1");
      weir.awaitSettled();

      assertThat(weir.invocations()).delivered(record).times(3);
      assertThat(weir.queue()).isEmpty();
      assertThat(weir.functionLog()).containsExactly("at last");
      assertThat(weir.invocations().all())
          .extracting(Delivery::requestId)
          .hasSize(3)
          .containsOnly(weir.invocations().all().get(0).requestId());
    }
  }

  @Test
  void timeMovesOnRequestAndRecordsGrowTooOld() {
    try (WeirPipeline weir =
        WeirPipeline.with(THROWS).maximumRecordAge(Duration.ofSeconds(60)).build().start()) {
      PutRecord record = weir.put("k", "1");
      weir.advance(Duration.ofSeconds(61));
      weir.awaitSettled();

      assertThat(weir.queue()).holdsPointerFor(record).withCondition("RecordAgeExceeded");
    }
  }

  @Test
  void aQueueThatRefusesLosesTheRecordsAndSaysSo() {
    try (WeirPipeline weir = WeirPipeline.with(THROWS).maximumRetryAttempts(0).build().start()) {
      weir.queue().refuse(true);
      PutRecord record = weir.put("k", "1");
      weir.awaitSettled();

      assertThat(weir.queue()).isEmpty().holdsNoPointerFor(record);
      assertThat(weir.describe()).contains("Warnings:", "as the test asked");
    }
  }

  @Test
  void aNewRunForgetsTheLastOneButForASharedHandler() {
    AtomicInteger made = new AtomicInteger();
    try (WeirPipeline weir =
        WeirPipeline.withNew(
                endpoint -> {
                  made.incrementAndGet();
                  return FINE;
                })
            .build()
            .start()) {
      weir.put("k", "1");
      weir.awaitSettled();
      weir.start();

      assertThat(weir.invocations()).hasCount(0);
      PutRecord record = weir.put("k", "2");
      weir.awaitSettled();
      assertThat(record.name()).isEqualTo("r1");
      assertThat(weir.invocations()).hasCount(1);
      assertThat(made).hasValue(2);
    }
  }

  @Test
  void lanesOfAShardKeepTheOrderOfEachKey() {
    try (WeirPipeline weir =
        WeirPipeline.withNew(endpoint -> FINE)
            .shards(2)
            .parallelizationFactor(10)
            .batchSize(1)
            .build()
            .start()) {
      for (int i = 0; i < 20; i++) {
        weir.put("key-" + i % 4, "first " + i);
      }
      PutRecord before = weir.put("key-1", "before");
      PutRecord after = weir.put("key-1", "after");
      weir.awaitSettled();

      assertThat(weir.invocations()).hasCount(22).deliveredInOrder(before, after);
    }
  }

  @Test
  void bytesThatAreNoTextReachTheHandlerUnchanged() {
    byte[] seen = new byte[3];
    try (WeirPipeline weir =
        WeirPipeline.with(
                KinesisEvent.class,
                (event, context) -> {
                  event.getRecords().get(0).getKinesis().getData().get(seen);
                  return "ok";
                })
            .build()
            .start()) {
      weir.put("k", new byte[] {(byte) 0xff, 0, (byte) 0x80});
      weir.awaitSettled();

      assertThat(seen).containsExactly(0xff, 0, 0x80);
    }
    assertThat(new String(seen, StandardCharsets.ISO_8859_1)).hasSize(3);
  }
}
