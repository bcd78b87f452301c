package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The mapping in virtual time: repeatable, and with its crashes between any two steps. */
class VirtualMappingTest {

  private final VirtualStage stage = new VirtualStage();

  @Test
  void theSameSeedGivesTheSameRun() {
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      VirtualStage fresh = new VirtualStage();
      fresh.stream.shard("a").shard("b");
      fresh.put("a", 300);
      fresh.put("b", 300);
      Random random = new Random(42);
      VirtualMapping mapping =
          fresh.mapping(VirtualStage.settings(7, 3), step -> Duration.ofMillis(random.nextInt(50)));
      fresh.runUntil(mapping, it -> it.counts().finished() == 600);
      runs.add(fresh.delivered);
    }

    assertThat(runs.get(0)).hasSize(600).isEqualTo(runs.get(1));
  }

  @Test
  void lanesAndShardsGoOnWhileAnInvocationTakesItsTime() { // ESM-27
    stage.stream.shard("a").shard("b");
    stage.put("a", 100);
    stage.put("b", 100);
    VirtualMapping mapping =
        stage.mapping(VirtualStage.settings(100, 2), step -> Duration.ofSeconds(1));

    stage.runUntil(mapping, it -> it.counts().invocations() == 4);

    assertThat(mapping.counts().finished()).isZero(); // all four at work at once
  }

  @Test
  void whatWasNotCheckpointedAtACrashIsDeliveredAgainWhereverItHappens() {
    for (int crash = 1; crash < 80; crash++) {
      VirtualStage fresh = new VirtualStage();
      fresh.stream.shard("a");
      fresh.put("a", 40);
      VirtualMapping dies =
          fresh.mapping(VirtualStage.settings(5, 2), step -> Duration.ofMillis(10));
      for (int step = 0; step < crash; step++) {
        fresh.step(dies);
      }
      VirtualMapping next = fresh.mapping(VirtualStage.settings(5, 2), step -> Duration.ZERO);
      fresh.runFor(next, Duration.ofSeconds(5));

      assertThat(fresh.delivered.stream().distinct()).as("crash %d", crash).hasSize(40);
      assertThat(fresh.checkpoints).containsEntry("a", new Checkpoint.Through("40"));
    }
  }

  @Test
  void aFinishedBatchIsDeliveredOnceMoreOnDemand() { // ESM-35
    stage.stream.shard("a");
    stage.put("a", 4);
    VirtualMapping mapping = stage.mapping(VirtualStage.settings(2, 1), step -> Duration.ZERO);
    stage.runUntil(mapping, it -> it.counts().finished() == 4);

    assertThat(mapping.redeliver()).isEqualTo(1);
    stage.runFor(mapping, Duration.ofSeconds(1));

    assertThat(stage.delivered).containsExactly("a:1", "a:2", "a:3", "a:4", "a:3", "a:4");
    assertThat(mapping.counts().finished()).isEqualTo(4);
    assertThat(stage.checkpoints).containsEntry("a", new Checkpoint.Through("4"));
  }

  @Test
  void aMergedChildWaitsForBothParents() { // ESM-28
    stage.stream.shard("left").shard("right").shard("child", "left", "right");
    stage.put("left", 1);
    stage.put("right", 1);
    stage.put("child", 1);
    VirtualMapping mapping = stage.mapping(VirtualStage.settings(1, 1), step -> Duration.ZERO);

    stage.stream.close("left");
    stage.runFor(mapping, Duration.ofSeconds(3));
    assertThat(stage.delivered).containsExactlyInAnyOrder("left:1", "right:1");
    stage.stream.close("right");
    stage.runFor(mapping, Duration.ofSeconds(3));

    assertThat(stage.delivered).hasSize(3).last().isEqualTo("child:1");
    assertThat(stage.checkpoints).containsEntry("right", new Checkpoint.ShardEnd());
  }

  @Test
  void aStreamThatIsCreatedAgainIsReadFromItsStart() { // ESM-69
    stage.stream.recreate("a", "0");
    stage.put("a", 4);
    VirtualMapping mapping = stage.mapping(VirtualStage.settings(2, 1), step -> Duration.ZERO);
    stage.runUntil(mapping, it -> it.counts().finished() == 4);

    stage.stream.recreate("a", "100");
    stage.put("a", 1);
    stage.runFor(mapping, Duration.ofSeconds(1));
    assertThat(stage.delivered).containsExactly("a:1", "a:2", "a:3", "a:4", "a:1");

    stage.stream.close("a");
    stage.runFor(mapping, Duration.ofSeconds(1));
    assertThat(stage.checkpoints).containsEntry("a", new Checkpoint.ShardEnd("100"));
    stage.stream.recreate("a", "200");
    stage.put("a", 2);
    stage.runFor(
        stage.mapping(VirtualStage.settings(2, 1), step -> Duration.ZERO), Duration.ofSeconds(1));
    assertThat(stage.delivered).hasSize(7).endsWith("a:1", "a:2");
  }

  @Test
  void aReadThatFailsIsTheLastResultUntilOneGoesWell() { // ESM-69
    stage.stream.shard("a");
    VirtualMapping mapping = stage.mapping(VirtualStage.settings(2, 1), step -> Duration.ZERO);
    stage.stream.fail(1_000);
    stage.runFor(mapping, Duration.ofSeconds(2));
    assertThat(mapping.lastProcessingResult())
        .isEqualTo("PROBLEM: reading a failed: the stream is away");

    stage.stream.fail(0);
    stage.put("a", 1);
    stage.runFor(mapping, Duration.ofSeconds(2));
    assertThat(mapping.lastProcessingResult()).isEqualTo("OK");
  }

  @Test
  void whatArrivesWhileItIsStoppedIsReadAlsoFromLatest() { // ESM-36
    stage.stream.shard("a");
    MappingSettings latest = VirtualStage.latest();
    stage.runFor(stage.mapping(latest, step -> Duration.ZERO), Duration.ofSeconds(1));
    stage.put("a", 2);
    stage.now = stage.now.plusSeconds(60);

    stage.runFor(stage.mapping(latest, step -> Duration.ZERO), Duration.ofSeconds(1));

    assertThat(stage.stream.starts())
        .containsOnly(new StartingPosition.AtTimestamp(VirtualStage.START));
    assertThat(stage.delivered).containsExactly("a:1", "a:2");
  }

  @Test
  void aShardThatTheStreamHasForgottenIsNotWaitedFor() { // ESM-28
    stage.stream.shard("a").shard("b", "a");
    stage.put("b", 1);
    VirtualMapping mapping = stage.mapping(VirtualStage.settings(1, 1), step -> Duration.ZERO);
    stage.runFor(mapping, Duration.ofSeconds(1));
    assertThat(stage.delivered).isEmpty();

    stage.stream.forget("a");
    stage.runFor(mapping, Duration.ofSeconds(1));

    assertThat(stage.delivered).containsExactly("b:1");
  }
}
