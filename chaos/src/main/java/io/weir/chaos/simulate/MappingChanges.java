package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A person who changes the mapping while it runs: to other sizes of its batches and other lanes, to
 * what it is already, and wrongly at times. What is wrong must be refused in Lambda's words, and
 * then the mapping goes on as it was.
 */
final class MappingChanges {

  private static final String FILTERS = "ilter";
  private static final int MOST_CHARACTERS = 4_096;

  private static final List<Mistake> MISTAKES =
      List.of(
          new Mistake("BatchSize", it -> sized(it, 0, 1)),
          new Mistake("BatchSize", it -> sized(it, 10_001, 1)),
          new Mistake("ParallelizationFactor", it -> sized(it, 100, 0)),
          new Mistake("ParallelizationFactor", it -> sized(it, 100, 11)),
          new Mistake("MaximumBatchingWindowInSeconds", it -> waiting(it, 301)),
          new Mistake("MaximumRetryAttempts", it -> trying(it, -2)),
          new Mistake("MaximumRetryAttempts", it -> trying(it, 10_001)),
          new Mistake("MaximumRecordAgeInSeconds", it -> aged(it, 59)),
          new Mistake("MaximumRecordAgeInSeconds", it -> aged(it, 604_801)),
          filters("{\"partitionKey\":[\"a\"]", "{}", "{}", "{}", "{}", "{}"),
          filters("{\"partitionKey\":[\"a\"]"),
          filters("[\"a\"]"),
          filters("{\"partitionKey\":[\"" + "k".repeat(MOST_CHARACTERS) + "\"]}"),
          filters("{\"partitionKey\":[{\"wildcard\":\"a*\"}]}"),
          filters("{\"data\":{\"n\":[{\"cidr\":\"10.0.0.0/8\"}]}}"),
          filters(
              "{\"$or\":[{\"partitionKey\":[{\"wildcard\":\"a*\"}]},{\"partitionKey\":[\"b\"]}]}"),
          filters("{\"partitionKey\":\"a\"}"));

  private final World world;
  private final Truth truth;
  private final Seams seams;
  private final List<String> patterns;
  private final MappingHost mapping;

  /**
   * What Lambda refuses.
   *
   * @param words what its answer must name
   */
  private record Mistake(String words, Function<MappingSettings, Object> made) {}

  MappingChanges(World world, Truth truth, Seams seams, Scenario scenario, MappingHost mapping) {
    this.world = world;
    this.truth = truth;
    this.seams = seams;
    this.patterns = scenario.sieve().patterns();
    this.mapping = mapping;
  }

  /** Changes it once; after a mistake it is changed again. */
  void change() {
    if (world.random().nextBoolean()) {
      beRefused(MISTAKES.get(world.random().nextInt(MISTAKES.size())));
    }
    boolean same = world.random().nextInt(4) == 0;
    MappingSettings settings = same ? mapping.settings() : other(mapping.settings());
    mapping.change(new MappingHost.Shape(settings, filters(same)));
  }

  private void beRefused(Mistake mistake) {
    try {
      Object made = mistake.made().apply(mapping.settings());
      truth.violation(
          new Truth.Violation("refused settings", made + " was accepted", mistake.words()));
    } catch (IllegalArgumentException e) {
      world.note(() -> "the mapping's change is refused: " + e.getMessage());
      if (!String.valueOf(e.getMessage()).contains(mistake.words())) {
        truth.violation(
            new Truth.Violation("refused settings", "it only said " + e, mistake.words()));
      }
    }
  }

  /** The same filter; or one that says the same once more, and so lets through what that did. */
  private Filters filters(boolean same) {
    List<String> next = new ArrayList<>(patterns);
    if (!same && !patterns.isEmpty()) {
      next.add(patterns.get(0));
    }
    return seams.filters(next.isEmpty() ? Filters.none() : Filters.of(next));
  }

  /** What a batch's retries and a record's age are stays: by them it is judged what came of it. */
  private MappingSettings other(MappingSettings it) {
    return waiting(
        sized(it, 1 + world.random().nextInt(50), 1 + world.random().nextInt(10)),
        world.random().nextInt(3));
  }

  private static Mistake filters(String... patterns) {
    return new Mistake(FILTERS, it -> Filters.of(List.of(patterns)));
  }

  private static MappingSettings sized(MappingSettings it, int batchSize, int lanes) {
    return it.toBuilder().batchSize(batchSize).parallelizationFactor(lanes).build();
  }

  private static MappingSettings waiting(MappingSettings it, int seconds) {
    return it.toBuilder().batchWindow(Duration.ofSeconds(seconds)).build();
  }

  private static MappingSettings trying(MappingSettings it, int attempts) {
    return it.toBuilder().maximumRetryAttempts(OptionalInt.of(attempts)).build();
  }

  private static MappingSettings aged(MappingSettings it, int seconds) {
    return it.toBuilder().maximumRecordAge(Optional.of(Duration.ofSeconds(seconds))).build();
  }
}
