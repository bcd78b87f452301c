package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** The simulator finds each planted bug; and it prints how many seeds that took. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlantedBugsTest {

  private static final long MOST_SEEDS = 120;
  private static final int RECORDS = 60;
  private static final Set<Fault> FAULTS = EnumSet.allOf(Fault.class);

  private static Map<String, Supplier<Seams>> bugs() {
    Map<String, Supplier<Seams>> bugs = new LinkedHashMap<>();
    bugs.putAll(PlantedFunctionBugs.all());
    bugs.putAll(PlantedMappingBugs.all());
    bugs.putAll(PlantedReplayerBugs.all());
    return bugs;
  }

  @Test
  void everyPlantedBugIsFound(TestReporter reporter) {
    ExecutorService strands = Executors.newCachedThreadPool();
    Map<String, OptionalLong> found = new LinkedHashMap<>();
    try {
      bugs()
          .forEach(
              (name, bug) ->
                  found.put(
                      name,
                      LongStream.rangeClosed(1, MOST_SEEDS)
                          .filter(seed -> isSeen(seed, bug, strands))
                          .findFirst()));
    } finally {
      strands.shutdownNow();
    }
    found.forEach((name, seed) -> reporter.publishEntry(name, "found by seed " + seed));
    assertThat(found).hasSizeGreaterThanOrEqualTo(20);
    assertThat(found).allSatisfy((name, seed) -> assertThat(seed).as(name).isPresent());
  }

  @Test
  void whatIsTooMuchOrTooLateIsSeenByItsLaw(TestReporter reporter) {
    ExecutorService strands = Executors.newCachedThreadPool();
    Map<String, OptionalLong> found = new LinkedHashMap<>();
    try {
      PlantedExcessBugs.all()
          .forEach(
              (name, bug) ->
                  found.put(
                      name,
                      LongStream.rangeClosed(1, MOST_SEEDS)
                          .filter(seed -> laws(seed, bug.seams(), strands).contains(bug.law()))
                          .findFirst()));
    } finally {
      strands.shutdownNow();
    }
    found.forEach((name, seed) -> reporter.publishEntry(name, "found by seed " + seed));
    assertThat(found).isNotEmpty();
    assertThat(found).allSatisfy((name, seed) -> assertThat(seed).as(name).isPresent());
  }

  private static boolean isSeen(long seed, Supplier<Seams> bug, ExecutorService strands) {
    return !laws(seed, bug, strands).isEmpty();
  }

  private static Set<String> laws(long seed, Supplier<Seams> bug, ExecutorService strands) {
    Run.Request request = new Run.Request(seed, FAULTS, RECORDS, false, bug.get());
    return Run.of(request, strands).violations().stream()
        .map(Truth.Violation::law)
        .collect(Collectors.toSet());
  }
}
