package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.local.mapping.engine.OnFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The conservation law holds under simulation, and a seed is all that a run depends on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SimulateTest {

  private static final Set<Fault> FAULTS = EnumSet.allOf(Fault.class);

  private static List<Result> run(long from, int seeds, int threads, Trace.Kept kept) {
    List<Result> results = new ArrayList<>();
    new Fleet(threads, seed -> new Run.Request(seed, FAULTS, 200, kept, new Seams()))
        .run(LongStream.range(from, from + seeds).boxed().toList(), results::add);
    return results;
  }

  @Test
  void nothingIsLostInAnyWeather() {
    List<Result> results = run(1, 100, 2, Trace.Kept.NOTHING);

    assertThat(results)
        .allSatisfy(it -> assertThat(it.violations()).as("seed " + it.seed()).isEmpty());
    assertThat(results)
        .allSatisfy(it -> assertThat(it.counts().records()).isGreaterThanOrEqualTo(200));
    assertThat(everyFaultOf(results)).containsOnlyKeys(Fault.values());
  }

  /** Given up as too old, and redriven before the next one of its key was handed over at all. */
  @Test
  void whatARedriveBroughtHomeIsNotWaitedFor() {
    assertThat(run(64_879, 1, 1, Trace.Kept.NOTHING).get(0).violations()).isEmpty();
  }

  private static Map<Fault, Integer> everyFaultOf(List<Result> results) {
    Map<Fault, Integer> all = new EnumMap<>(Fault.class);
    for (Result result : results) {
      result.faults().strikes().forEach((fault, times) -> all.merge(fault, times, Integer::sum));
    }
    return all;
  }

  @Test
  void aSeedRepeatsItsRunToTheByte() {
    List<String> first =
        run(1_000, 20, 1, Trace.Kept.DIGEST).stream().map(it -> it.trace().digest()).toList();
    List<String> second =
        run(1_000, 20, 3, Trace.Kept.DIGEST_AND_LINES).stream()
            .map(it -> it.trace().digest())
            .toList();

    assertThat(second).isEqualTo(first);
    assertThat(Set.copyOf(first)).hasSize(20);
  }

  @Test
  void aRunIsTheSameWhetherItIsToldOrNot() {
    List<Result> told = run(1_000, 20, 2, Trace.Kept.DIGEST);
    List<Result> untold = run(1_000, 20, 2, Trace.Kept.NOTHING);

    assertThat(untold)
        .extracting(Result::faults, Result::counts, Result::violations)
        .isEqualTo(
            told.stream().map(it -> tuple(it.faults(), it.counts(), it.violations())).toList());
  }

  @Test
  void withoutADestinationRecordsAreFlaggedAsLost() {
    List<Result> results = new ArrayList<>();
    Seams nowhere =
        new Seams() {
          @Override
          OnFailure destination(OnFailure destination) {
            return OnFailure.nowhere();
          }
        };
    new Fleet(2, seed -> new Run.Request(seed, Set.of(), 200, Trace.Kept.NOTHING, nowhere))
        .run(LongStream.rangeClosed(1, 10).boxed().toList(), results::add);

    assertThat(results.stream().mapToInt(it -> it.counts().lost()).sum()).isPositive();
  }

  @Test
  void theLastLineCountsAndAnUnknownFaultIsExplained() {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out));

    assertThat(command.execute("--seeds", "2", "--records", "20", "--faults", "none")).isZero();
    assertThat(out.toString())
        .contains(
            "seeds 2, records 40, faults 0, lost 0, duplicated 0, unexpected 0, violations 0");
    assertThat(command.execute("--faults", "rain")).isEqualTo(2);
    assertThat(out.toString()).contains("there is no fault rain").contains("mapping-crash");
  }
}
