package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mapping on the wall clock, over a stream, a function and a destination in memory. */
class EventSourceMappingTest {

  private static final BackOff SHORT = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2));

  private final FakeStream stream = new FakeStream();
  private final Map<String, Checkpoints.Checkpoint> checkpoints = new ConcurrentHashMap<>();
  private final List<String> pointers = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void deliversEveryRecordOfAShardInOrder() {
    stream.shard("a").put("a", keys(2_500));
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(100, 1), target)) {
      await().until(() -> mapping.counts().finished() == 2_500);
    }

    assertThat(numbers(target)).isEqualTo(IntStream.rangeClosed(1, 2_500).boxed().toList());
    assertThat(target.batchSizes()).allMatch(size -> size <= 100);
  }

  @Test
  void recordsThatWereReadTogetherAreOneBatch() {
    stream.shard("a").put("a", keys(4));
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(100, 1), target)) {
      await().until(() -> mapping.counts().finished() == 4);
    }

    assertThat(target.batchSizes()).containsExactly(4);
  }

  @Test
  void parallelLanesKeepTheOrderOfEachKey() { // ESM-27
    String[] keys = IntStream.range(0, 2_000).mapToObj(n -> "key-" + n % 17).toArray(String[]::new);
    stream.shard("a").put("a", keys);
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(10, 4), target)) {
      await().until(() -> mapping.counts().finished() == 2_000);
    }

    Map<String, List<Integer>> byKey =
        target.seen().stream()
            .collect(
                Collectors.groupingBy(
                    record -> part(record, 2),
                    Collectors.mapping(
                        record -> Integer.parseInt(part(record, 1)), Collectors.toList())));
    assertThat(byKey).hasSize(17);
    byKey.forEach((key, numbers) -> assertThat(numbers).as(key).isSorted());
    assertThat(checkpoints.get("a")).isEqualTo(new Checkpoints.Checkpoint.Through("2000"));
  }

  @Test
  void goesOnAfterTheCheckpointOfAnEarlierRun() {
    stream.shard("a").put("a", keys(10));
    checkpoints.put("a", new Checkpoints.Checkpoint.Through("7"));
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(100, 1), target)) {
      await().until(() -> mapping.counts().finished() == 3);
    }

    assertThat(numbers(target)).containsExactly(8, 9, 10);
  }

  @Test
  void whatWasNotFinishedWhenItStoppedIsDeliveredAgain() {
    stream.shard("a").put("a", keys(3));
    RecordingTarget failing = new RecordingTarget(numbers -> new Outcome.FunctionFailed());
    MappingSettings patient = settings(100, 1, OptionalInt.empty(), false);
    try (EventSourceMapping mapping = start(patient, failing)) {
      await().until(() -> mapping.counts().invocations() > 3);
    }
    assertThat(checkpoints)
        .containsEntry("a", new Checkpoints.Checkpoint.Start(new StartingPosition.TrimHorizon()));
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(patient, target)) {
      await().until(() -> mapping.counts().finished() == 3);
    }

    assertThat(numbers(target)).containsExactly(1, 2, 3);
    assertThat(pointers).isEmpty();
  }

  @Test
  void poisonGoesToTheDestinationAndTheRestIsDone() {
    stream.shard("a").put("a", keys(20));
    RecordingTarget target = new RecordingTarget(EventSourceMappingTest::report13);

    try (EventSourceMapping mapping = start(settings(100, 1), target)) {
      await().until(() -> mapping.counts().finished() == 20);
      assertThat(mapping.counts().pointers()).isEqualTo(1);
      assertThat(mapping.counts().delivered()).isEqualTo(1);
      assertThat(mapping.counts().dropped()).isZero();
    }

    assertThat(pointers).hasSize(1).first().asString().contains("\"startSequenceNumber\":\"13\"");
  }

  @Test
  void goesOnWithoutADestinationThatRefusesAndCountsTheLoss() { // ESM-33
    stream.shard("a").put("a", keys(20));
    RecordingTarget target = new RecordingTarget(EventSourceMappingTest::report13);
    OnFailure refusing =
        pointer -> {
          throw new IllegalStateException("access denied");
        };

    try (EventSourceMapping mapping = start(settings(100, 1), target, refusing)) {
      await().until(() -> mapping.counts().finished() == 20);
      assertThat(mapping.counts().dropped()).isEqualTo(1);
      assertThat(mapping.counts().deliveryFailures()).isEqualTo(1);
    }

    assertThat(warnings).anyMatch(line -> line.contains("access denied"));
  }

  @Test
  void aChildIsReadWhenItsParentsAreFinished() { // ESM-28
    stream.shard("parent").shard("child", "parent");
    stream.put("parent", keys(5));
    stream.put("child", keys(5));
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(1, 1), target)) {
      await().until(() -> mapping.counts().finished() == 5);
      assertThat(target.seen()).allMatch(record -> record.startsWith("parent"));
      stream.close("parent");
      await().until(() -> mapping.counts().finished() == 10);
    }

    assertThat(checkpoints.get("parent")).isEqualTo(new Checkpoints.Checkpoint.ShardEnd());
    assertThat(target.seen().subList(5, 10)).allMatch(record -> record.startsWith("child"));
  }

  @Test
  void aStreamThatIsAwayForAMomentLosesNothing() {
    stream.shard("a").put("a", keys(5));
    stream.fail(2);
    RecordingTarget target = RecordingTarget.succeeding();

    try (EventSourceMapping mapping = start(settings(100, 1), target)) {
      await().until(() -> mapping.counts().finished() == 5);
    }

    assertThat(numbers(target)).containsExactly(1, 2, 3, 4, 5);
    assertThat(warnings)
        .as("told once, however often it is met")
        .singleElement()
        .matches(line -> line.contains("the stream is away"));
  }

  private static Outcome report13(List<String> numbers) {
    String failures = numbers.contains("13") ? "{\"itemIdentifier\":\"13\"}" : "";
    return new Outcome.Returned(
        ("{\"batchItemFailures\":[" + failures + "]}").getBytes(StandardCharsets.UTF_8));
  }

  private EventSourceMapping start(MappingSettings settings, Target target) {
    return start(settings, target, pointers::add);
  }

  private EventSourceMapping start(MappingSettings settings, Target target, OnFailure onFailure) {
    return EventSourceMapping.start(
        settings,
        new Wiring(
            new Wiring.Source(
                new StreamIdentity("arn:aws:kinesis:us-east-1:1:stream/s", "us-east-1", "role"),
                stream),
            target,
            onFailure,
            new MapCheckpoints(checkpoints),
            warnings::add),
        InstantSource.system());
  }

  private static MappingSettings settings(int batchSize, int lanes) {
    return settings(batchSize, lanes, OptionalInt.of(1), true);
  }

  private static MappingSettings settings(
      int batchSize, int lanes, OptionalInt retries, boolean bisect) {
    return MappingSettings.awsDefaults().toBuilder()
        .batchSize(batchSize)
        .maximumRetryAttempts(retries)
        .bisect(bisect)
        .reportBatchItemFailures(true)
        .parallelizationFactor(lanes)
        .backOff(SHORT)
        .build();
  }

  private static String[] keys(int n) {
    return IntStream.range(0, n).mapToObj(i -> "k").toArray(String[]::new);
  }

  private static List<Integer> numbers(RecordingTarget target) {
    List<Integer> numbers = new ArrayList<>();
    target.seen().forEach(record -> numbers.add(Integer.parseInt(part(record, 1))));
    return numbers;
  }

  /** Returns a part of {@code shard:number:key}. */
  private static String part(String record, int index) {
    return List.of(record.split(":", 3)).get(index);
  }
}
