package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Activity.Effect;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A mapping, step by step: which step is due, and what it means that one was done. It has neither
 * threads nor a clock. {@link EventSourceMapping} drives it with threads on the wall clock, a
 * simulation in virtual time.
 *
 * <pre>{@code
 * Optional<MappingSteps.Work> work = steps.begin(now);
 * work.ifPresent(
 *     it -> {
 *       it.perform(); // may take long; other steps may begin and be noted meanwhile
 *       it.note(later);
 *     });
 * }</pre>
 *
 * <p>With the same ports, ids and times it does the same things in the same order. A crash is to
 * take no further step: whatever was not kept by then is not known to the next mapping that is made
 * with the same checkpoints. A step that was performed and not noted is the crash in which the
 * function has done its work and the mapping does not know it.
 *
 * <p>Not safe for use by several threads, but for {@link Work#perform}.
 */
public final class MappingSteps {

  private final Shards shards;
  private final MappingCounters counters = new MappingCounters();
  private final Set<Activity> busy = new HashSet<>();

  /**
   * Prepares a mapping that has done nothing.
   *
   * @param filters which records reach the function at all
   * @param requestIds draws the id of each batch that is taken from a shard
   */
  public MappingSteps(
      MappingSettings settings, Filters filters, Wiring wiring, Supplier<UUID> requestIds) {
    this.shards = new Shards(new MappingContext(settings, filters, wiring, counters, requestIds));
  }

  /** Returns when the next step is due: a time that has passed if it is due at once. */
  public Instant nextAt() {
    Activity next = next();
    return next == null ? Instant.MAX : due(next);
  }

  /**
   * Begins the step that is due first; of those that are due together the one that was found first.
   *
   * @param now not before the time of the step before
   * @return nothing if no step is due
   */
  public Optional<Work> begin(Instant now) {
    Activity next = next();
    return next == null || due(next).isAfter(now)
        ? Optional.empty()
        : Optional.of(new Work(next, now));
  }

  /** Tells whether a step was begun that is not noted yet. */
  public boolean isBusy() {
    return !busy.isEmpty();
  }

  /**
   * Keeps the checkpoints that are due, but of shards whose checkpoint is being kept: the last that
   * a mapping does which is stopped. What is still under way is delivered again by the next one.
   */
  public void keepCheckpoints(Instant now) {
    for (Activity activity : shards.activities()) {
      if (activity instanceof ShardProgress
          && !busy.contains(activity)
          && !due(activity).isAfter(now)) {
        Work work = new Work(activity, now);
        work.perform();
        work.note(now);
      }
    }
  }

  /**
   * Lets every lane deliver the batch that it finished last once more, before it goes on: Lambda
   * promises at least once (ESM-35).
   *
   * @return how many lanes will
   */
  public int redeliver() {
    return shards.repeat();
  }

  /** Returns what was done so far. */
  public MappingCounts counts() {
    return counters.snapshot();
  }

  /** Returns how the last invocation ended, in the words of Lambda's API (ESM-39). */
  public String lastProcessingResult() {
    return counters.lastProcessingResult();
  }

  /** A step that was begun. It is performed once, and then noted once; or never, in a crash. */
  public final class Work {
    private final Activity activity;
    private final Effect effect;
    private Consumer<Instant> note = now -> {};

    private Work(Activity activity, Instant now) {
      this.activity = activity;
      this.effect = activity.begin(now);
      busy.add(activity);
    }

    /** Returns what is done. */
    public Step step() {
      return effect.step();
    }

    /** Does it: calls a port, and touches nothing of the mapping. */
    public void perform() {
      note = effect.perform();
    }

    /** Notes its result. */
    public void note(Instant now) {
      busy.remove(activity);
      note.accept(now);
    }
  }

  /** Returns the first that is due of those that have nothing under way. */
  private @Nullable Activity next() {
    Activity next = null;
    Instant first = Instant.MAX;
    for (Activity activity : shards.activities()) {
      Instant at = busy.contains(activity) ? Instant.MAX : due(activity);
      if (at.isBefore(first)) {
        next = activity;
        first = at;
      }
    }
    return next;
  }

  private static Instant due(Activity activity) {
    return activity.nextAt().orElse(Instant.MAX);
  }
}
