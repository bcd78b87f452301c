package io.weir.local.mapping.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping's steps in virtual time, each performed when it is begun and noted when its time is
 * over: a crash in between is the one in which the function has done its work, and nothing knows.
 */
final class VirtualMapping {

  private final MappingSteps steps;
  private final Function<Step, Duration> durations;
  private final List<Performed> performed = new ArrayList<>();

  /** A step whose result is not noted yet. */
  private record Performed(MappingSteps.Work work, Instant doneAt) {}

  /**
   * Prepares a mapping that has done nothing.
   *
   * @param durations how long each step takes, asked when it begins; zero or more
   */
  VirtualMapping(
      MappingSettings settings,
      Filters filters,
      Wiring wiring,
      Supplier<UUID> requestIds,
      Function<Step, Duration> durations) {
    this.steps = new MappingSteps(settings, filters, wiring, requestIds);
    this.durations = durations;
  }

  /** Returns when the next step is due, or its note: a time that has passed if it is at once. */
  Instant nextAt() {
    return performed.stream()
        .map(Performed::doneAt)
        .reduce(steps.nextAt(), (one, other) -> one.isBefore(other) ? one : other);
  }

  /**
   * Notes the result that is due first, or else takes the step that is due first; of those that are
   * due together the result comes first.
   */
  void step(Instant now) {
    Instant next = nextAt();
    Optional<Performed> done =
        performed.stream().filter(it -> it.doneAt().equals(next) && !next.isAfter(now)).findFirst();
    if (done.isPresent()) {
      performed.remove(done.get());
      done.get().work().note(now);
    } else {
      steps.begin(now).ifPresent(work -> take(work, now));
    }
  }

  private void take(MappingSteps.Work work, Instant now) {
    work.perform();
    Duration duration = durations.apply(work.step());
    if (duration.isZero()) {
      work.note(now);
    } else {
      performed.add(new Performed(work, now.plus(duration)));
    }
  }

  int redeliver() {
    return steps.redeliver();
  }

  MappingCounts counts() {
    return steps.counts();
  }

  String lastProcessingResult() {
    return steps.lastProcessingResult();
  }
}
