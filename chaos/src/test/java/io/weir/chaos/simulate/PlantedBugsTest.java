package io.weir.chaos.simulate;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator finds each planted bug; and it prints how many seeds that took. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlantedBugsTest {

  private static final System.Logger LOG = System.getLogger("planted");

  /**
   * Which seed meets a bug changes with all that is mended: three times the rarest, which is 269.
   */
  private static final long MOST_SEEDS = 900;

  private static final int RECORDS = 60;
  private static final Set<Fault> FAULTS = EnumSet.allOf(Fault.class);

  @Test
  void everyPlantedBugIsFound() {
    Map<String, Supplier<Seams>> bugs = new LinkedHashMap<>();
    bugs.putAll(PlantedFunctionBugs.all());
    bugs.putAll(PlantedMappingBugs.all());
    bugs.putAll(PlantedReplayerBugs.all());
    assertThat(bugs).hasSizeGreaterThanOrEqualTo(20);
    assertAllFound(bugs, (name, laws) -> !laws.isEmpty());
  }

  @Test
  void whatIsTooMuchOrTooLateIsSeenByItsLaw() {
    assertSeenByTheirLaws(PlantedExcessBugs.all());
  }

  @Test
  void whatTheFirstEditionDidWrongIsSeenByItsLaw() {
    Map<String, PlantedExcessBugs.Planted> former = new LinkedHashMap<>();
    former.putAll(PlantedFormerFunction.all());
    former.putAll(PlantedFormerBugs.all());
    assertSeenByTheirLaws(former);
  }

  @Test
  void whatIsDoneToTheMessagesOfOthersIsSeenByItsLaw() {
    assertSeenByTheirLaws(PlantedStrangers.all());
  }

  private static void assertSeenByTheirLaws(Map<String, PlantedExcessBugs.Planted> planted) {
    Map<String, Supplier<Seams>> bugs = new LinkedHashMap<>();
    Map<String, String> by = new HashMap<>();
    planted.forEach((name, bug) -> bugs.put(name, bug.seams()));
    planted.forEach((name, bug) -> by.put(name, bug.law()));
    assertThat(bugs).isNotEmpty();
    assertAllFound(bugs, (name, laws) -> laws.contains(by.getOrDefault(name, "")));
  }

  private static void assertAllFound(
      Map<String, Supplier<Seams>> bugs, BiPredicate<String, Set<String>> seen) {
    ExecutorService strands = Executors.newCachedThreadPool();
    try {
      bugs.forEach(
          (name, bug) -> {
            OptionalLong found =
                LongStream.rangeClosed(1, MOST_SEEDS)
                    .filter(seed -> seen.test(name, laws(seed, bug, strands)))
                    .findFirst();
            assertThat(found).as(name).isPresent();
            LOG.log(INFO, "{0}: after {1} seeds", name, found.orElse(0));
          });
    } finally {
      strands.shutdownNow();
    }
  }

  private static Set<String> laws(long seed, Supplier<Seams> bug, ExecutorService strands) {
    Run.Request request = new Run.Request(seed, FAULTS, RECORDS, Trace.Kept.NOTHING, bug.get());
    return Run.of(request, strands).violations().stream()
        .map(Truth.Violation::law)
        .collect(Collectors.toSet());
  }
}
