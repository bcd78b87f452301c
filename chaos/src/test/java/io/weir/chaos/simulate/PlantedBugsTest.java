package io.weir.chaos.simulate;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weir.chaos.simulate.PlantedExcessBugs.Planted;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator finds each planted bug; and it prints how many seeds that took. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PlantedBugsTest {

  private static final System.Logger LOG = System.getLogger("planted");

  /** Which seed finds a bug changes with each correction: three times the rarest, which is 364. */
  private static final long MOST_SEEDS = 1_100;

  private static final int RECORDS = 60;
  private static final Set<Fault> FAULTS = EnumSet.allOf(Fault.class);

  private final ExecutorService strands = Executors.newCachedThreadPool();

  @AfterEach
  void endStrands() {
    strands.shutdownNow();
  }

  @Test
  void everyPlantedBugIsFound() {
    Map<String, Supplier<Seams>> bugs = new LinkedHashMap<>();
    bugs.putAll(PlantedFunctionBugs.all());
    bugs.putAll(PlantedMappingBugs.all());
    bugs.putAll(PlantedReplayerBugs.all());
    assertThat(bugs).hasSizeGreaterThanOrEqualTo(20);
    bugs.forEach(
        (name, seams) -> assertFound(name, new Planted("any", seams), laws -> !laws.isEmpty()));
  }

  @Test
  void whatIsTooMuchOrTooLateIsSeenByItsLaw() {
    assertSeenByTheirLaws(PlantedExcessBugs.all());
  }

  @Test
  void whatTheFirstEditionDidWrongIsSeenByItsLaw() {
    assertSeenByTheirLaws(PlantedFormerFunction.all());
    assertSeenByTheirLaws(PlantedFormerBugs.all());
  }

  @Test
  void whatIsDoneToTheMessagesOfOthersIsSeenByItsLaw() {
    assertSeenByTheirLaws(PlantedStrangers.all());
  }

  private void assertSeenByTheirLaws(Map<String, Planted> bugs) {
    assertThat(bugs).isNotEmpty();
    bugs.forEach((name, bug) -> assertFound(name, bug, laws -> laws.contains(bug.law())));
  }

  /** Looks at one seed after the other, and runs those that can show the bug. */
  private void assertFound(String name, Planted bug, Predicate<Set<String>> seen) {
    int run = 0;
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      Run.Request request =
          new Run.Request(seed, FAULTS, RECORDS, Trace.Kept.NOTHING, bug.seams().get());
      if (!bug.needs().test(Run.setup(request, strands))) {
        continue;
      }
      run++;
      if (seen.test(laws(request))) {
        LOG.log(INFO, "{0}: after {1} seeds, {2} of them run", name, seed, run);
        return;
      }
    }
    fail(name + " is not found in " + MOST_SEEDS + " seeds, " + run + " of them run");
  }

  private Set<String> laws(Run.Request request) {
    return Run.of(request, strands).violations().stream()
        .map(Truth.Violation::law)
        .collect(Collectors.toSet());
  }
}
