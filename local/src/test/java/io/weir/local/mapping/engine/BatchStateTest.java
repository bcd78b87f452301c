package io.weir.local.mapping.engine;

import static io.weir.local.mapping.engine.Functions.reporting;
import static io.weir.local.mapping.engine.VirtualLane.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.BatchState.Discarding;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.VirtualLane.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for a batch's states beyond the recorded traces. */
class BatchStateTest {

  @Test
  void theLowestReportedRecordIsTheCheckpoint() { // ESM-10
    VirtualLane lane = new VirtualLane(Settings.reporting(0), reporting("5", "3")).run(records(6));

    assertThat(lane.batches().get(1)).containsExactly("3", "4", "5", "6");
  }

  @Test
  void anExceptionHalvesTheBatchLeftFirst() { // ESM-17
    VirtualLane lane = new VirtualLane(Settings.bisecting(0), Functions.throwing()).run(records(3));

    assertThat(lane.batches())
        .containsExactly(
            List.of("1", "2", "3"), List.of("1"), List.of("2", "3"), List.of("2"), List.of("3"));
    assertThat(lane.told()).hasSize(3);
  }

  @Test
  void aThrottleCostsNoAttemptButTime() { // ESM-24
    AtomicInteger calls = new AtomicInteger();
    VirtualLane lane =
        new VirtualLane(
                Settings.reporting(0),
                batch ->
                    calls.incrementAndGet() < 5
                        ? new Outcome.Throttled()
                        : reporting().apply(batch))
            .run(records(1));

    assertThat(lane.told()).isEmpty();
    assertThat(lane.calls().stream().map(Call::after)).isSorted().doesNotHaveDuplicates();
    assertThat(lane.calls().stream().map(Call::requestId).distinct()).hasSize(1);
  }

  @Test
  void aPauseEndsWhenTheOldestRecordIsTooOld() { // ESM-19
    MappingSettings settings = Settings.aging(OptionalInt.empty(), Duration.ofSeconds(60));
    Instant almost = VirtualLane.START.plusSeconds(59);
    BatchState.Invoking invoking =
        (BatchState.Invoking)
            new BatchState.Ready(
                    UnfinishedBatches.of(new Batch(records(2), new UUID(0, 1), 12, 0), settings))
                .begin(almost);

    BatchState.Waiting waiting =
        (BatchState.Waiting) invoking.answered(new Outcome.FunctionFailed(), almost);

    assertThat(waiting.until()).isEqualTo(VirtualLane.START.plusMillis(60_001));
    assertThat(waiting.elapsed().begin(waiting.until())).isInstanceOf(Discarding.class);
  }

  @Test
  void theLastAttemptDecidesWhatTheResponseSays() { // ESM-22
    AtomicInteger calls = new AtomicInteger();
    VirtualLane lane =
        new VirtualLane(
                Settings.reporting(1),
                batch ->
                    calls.incrementAndGet() == 1
                        ? new Outcome.FunctionFailed()
                        : reporting("1").apply(batch))
            .run(records(1));

    assertThat(lane.told().get(0).functionError()).contains("null");
  }

  @Test
  void withBisectEveryPoisonRecordIsGivenUpAloneAndEveryOtherIsDone() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(40);
      String[] poison =
          IntStream.rangeClosed(1, size)
              .filter(n -> random.nextInt(6) == 0)
              .mapToObj(String::valueOf)
              .toArray(String[]::new);

      VirtualLane lane =
          new VirtualLane(Settings.reportingAndBisecting(1), reporting(poison)).run(records(size));

      assertThat(lane.told().stream().map(Told::first)).as("seed %d", seed).containsExactly(poison);
      assertThat(lane.told()).as("seed %d", seed).allMatch(told -> told.batchSize() == 1);
      var delivered = new TreeSet<String>();
      lane.batches().forEach(delivered::addAll);
      assertThat(delivered).as("seed %d", seed).hasSize(size);
    }
  }
}
