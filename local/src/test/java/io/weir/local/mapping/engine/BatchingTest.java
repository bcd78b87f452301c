package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a batch is complete. */
class BatchingTest {

  private final VirtualStage stage = new VirtualStage();

  @Test
  void aBatchIsGatheredUntilTheWindowIsOver() { // ESM-4
    stage.stream.shard("a");
    stage.put("a", 3);
    VirtualMapping mapping =
        stage.mapping(VirtualStage.settings(100, 1, Duration.ofSeconds(10)), step -> Duration.ZERO);

    stage.runFor(mapping, Duration.ofMillis(9_900));
    assertThat(stage.delivered).isEmpty();
    stage.put("a", 2);
    stage.runFor(mapping, Duration.ofMillis(200));

    assertThat(stage.delivered).hasSize(5);
    assertThat(mapping.counts().invocations()).isEqualTo(1);
  }

  @Test
  void theWindowBeginsWhenThePreviousInvocationHasEnded() { // ESM-4
    stage.stream.shard("a");
    stage.put("a", 3);
    VirtualMapping mapping =
        stage.mapping(VirtualStage.settings(100, 1, Duration.ofSeconds(10)), step -> Duration.ZERO);
    stage.runFor(mapping, Duration.ofMillis(10_500));
    stage.put("a", 2);

    stage.runFor(mapping, Duration.ofSeconds(9));
    assertThat(stage.delivered).hasSize(3);
    stage.runFor(mapping, Duration.ofSeconds(1));

    assertThat(stage.delivered).hasSize(5);
  }

  @Test
  void aFullBatchDoesNotWaitForTheWindow() { // ESM-4
    stage.stream.shard("a");
    stage.put("a", 250);
    VirtualMapping mapping =
        stage.mapping(VirtualStage.settings(100, 1, Duration.ofSeconds(10)), step -> Duration.ZERO);

    stage.runFor(mapping, Duration.ofSeconds(1));

    assertThat(stage.delivered).hasSize(200);
  }

  @Test
  void aBatchThatReachesSixMegabytesDoesNotWaitForTheWindow() { // ESM-5
    stage.stream.shard("a");
    List<ShardRecord> records = new ArrayList<>();
    for (int n = 1; n <= 6; n++) {
      records.add(new ShardRecord("" + n, "k", ByteBuffer.allocate(1 << 20), VirtualStage.START));
    }
    stage.stream.put("a", records);
    VirtualMapping mapping =
        stage.mapping(VirtualStage.settings(100, 1, Duration.ofSeconds(10)), step -> Duration.ZERO);

    stage.runFor(mapping, Duration.ofSeconds(1));

    assertThat(stage.delivered).containsExactly("a:1", "a:2", "a:3", "a:4");
  }
}
