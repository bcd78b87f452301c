package io.weir.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping in virtual time: the same activities that {@link EventSourceMapping} drives with
 * threads, driven one step after the other by whoever holds the clock. With the same ports, ids and
 * durations it does the same things in the same order.
 *
 * <pre>{@code
 * while (mapping.nextAt().isBefore(end)) {
 *   now = latest(now, mapping.nextAt());
 *   mapping.step(now);
 * }
 * }</pre>
 *
 * <p>A crash is to take no further step: whatever was not kept by then is not known to the next
 * mapping that is made with the same checkpoints. What a step takes passes between its effect,
 * which happens when it begins, and the note of its result: a crash in between is the one in which
 * the function has done its work and nobody knows. Not safe for use by several threads.
 */
public final class VirtualMapping {

  private final Shards shards;
  private final MappingCounters counters = new MappingCounters();
  private final Function<Step, Duration> durations;
  private final List<Begun> begun = new ArrayList<>();
  private final Set<Activity> busy = new HashSet<>();

  /** A step whose result is not noted yet. */
  private record Begun(Activity activity, Instant doneAt, Consumer<Instant> note) {}

  /**
   * Prepares a mapping that has done nothing.
   *
   * @param filters which records reach the function at all
   * @param wiring its clock is not read
   * @param requestIds draws the id of each batch that is taken from a shard
   * @param durations how long each step takes, asked when it begins; zero or more
   */
  public VirtualMapping(
      MappingSettings settings,
      Filters filters,
      Wiring wiring,
      Supplier<UUID> requestIds,
      Function<Step, Duration> durations) {
    this.shards = new Shards(new Mapped(settings, filters, wiring, counters, requestIds));
    this.durations = durations;
  }

  /** Returns when the next step is due: a time that has passed if it is due at once. */
  public Instant nextAt() {
    Instant next = nextBegin();
    return begun.stream().map(Begun::doneAt).reduce(next, VirtualMapping::earlier);
  }

  /**
   * Notes the result that is due first, or else begins the step that is due first; of those that
   * are due together the result comes first, then what was found first.
   *
   * @param now not before the time of the step before
   * @return the step that was begun, or nothing if a result was noted or nothing is due
   */
  public Optional<Step> step(Instant now) {
    Instant next = nextAt();
    if (next.isAfter(now)) {
      return Optional.empty();
    }
    Optional<Begun> done = begun.stream().filter(it -> it.doneAt().equals(next)).findFirst();
    if (done.isPresent()) {
      begun.remove(done.get());
      busy.remove(done.get().activity());
      done.get().note().accept(now);
      return Optional.empty();
    }
    Activity activity = dueAt(next);
    Effect effect = activity.begin(now);
    Consumer<Instant> note = effect.perform();
    Duration duration = durations.apply(effect.step());
    if (duration.isZero()) {
      note.accept(now);
    } else {
      busy.add(activity);
      begun.add(new Begun(activity, now.plus(duration), note));
    }
    return Optional.of(effect.step());
  }

  /**
   * Begins the step that is due first, and leaves it to the caller to perform it: for a world in
   * which a step takes a while, and other things happen meanwhile.
   *
   * @param now not before the time of the step before
   * @return nothing if no step is due
   */
  public Optional<Work> begin(Instant now) {
    Instant next = nextBegin();
    if (next.isAfter(now)) {
      return Optional.empty();
    }
    Activity activity = dueAt(next);
    Work work = new Work(activity, activity.begin(now));
    busy.add(activity);
    return Optional.of(work);
  }

  /** A step that was begun. It is performed once, and then noted once; or never, in a crash. */
  public final class Work {
    private final Activity activity;
    private final Effect effect;
    private Consumer<Instant> note = now -> {};

    private Work(Activity activity, Effect effect) {
      this.activity = activity;
      this.effect = effect;
    }

    /** Returns what is done. */
    public Step step() {
      return effect.step();
    }

    /** Does it: calls a port, and touches nothing of the mapping. */
    public void perform() {
      note = effect.perform();
    }

    /** Takes note of what came of it. */
    public void note(Instant now) {
      busy.remove(activity);
      note.accept(now);
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

  /** Returns when the first of those is due that have nothing under way. */
  private Instant nextBegin() {
    Instant next = Instant.MAX;
    for (Activity activity : shards.activities()) {
      next = busy.contains(activity) ? next : earlier(next, due(activity));
    }
    return next;
  }

  /** Returns the one that is due then, and was found first. */
  private Activity dueAt(Instant time) {
    return shards.activities().stream()
        .filter(activity -> !busy.contains(activity) && due(activity).equals(time))
        .findFirst()
        .orElseThrow();
  }

  private static Instant due(Activity activity) {
    return activity.nextAt().orElse(Instant.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
