package io.weir.chaos.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Every effect goes through here: it takes virtual time, is written into the trace, and may be the
 * last one of its process.
 *
 * @param time the clock, and who runs
 * @param random where all chance comes from
 * @param weather what goes wrong
 * @param trace what happened
 */
record World(Scheduler time, SplittableRandom random, Weather weather, Trace trace) {

  /** The most that an effect takes. */
  static final Duration LATENCY = Duration.ofMillis(8);

  /** Begins; each fault that strikes is noted in the process that runs. */
  public World {
    weather.watch(() -> trouble(time));
  }

  private static void trouble(Scheduler time) {
    KillableProcess process = time.current().process();
    if (process != null) {
      process.trouble();
    }
  }

  /** Notes that the process that runs has met a fault. */
  void trouble() {
    trouble(time);
  }

  /** Has an effect: the process may die in front of it, or behind it. */
  <T> T effect(String what, Supplier<T> action) {
    alive();
    if (!time.isMain()) {
      time.sleep(Duration.ofNanos(1 + random.nextLong(LATENCY.toNanos())));
    }
    alive();
    count(what);
    die("before", what);
    weather.betweenEffects();
    T result = action.get();
    die("after", what);
    return result;
  }

  private void count(String what) {
    KillableProcess process = time.current().process();
    if (process != null) {
      process.has(what);
    }
  }

  /** Throws if the process that runs is dead by now. */
  void alive() {
    if (time.isClosing()) {
      throw new Crash();
    }
    KillableProcess process = time.current().process();
    if (process == null) {
      return;
    }
    if (process.isDead()) {
      throw new Crash();
    }
    if (time.instant().isAfter(process.deadline())) {
      note(process.name() + " is cut off");
      throw process.die();
    }
  }

  private void die(String when, String what) {
    KillableProcess process = time.current().process();
    if (process == null) {
      return;
    }
    if (weather.strikes(process.dying())) {
      note("%s dies %s %s".formatted(process.name(), when, what));
      throw process.die();
    }
    if (process.dying() == Fault.FUNCTION_CRASH && weather.strikes(Fault.FUNCTION_TIMEOUT)) {
      note("%s hangs %s %s".formatted(process.name(), when, what));
      time.sleep(Duration.between(time.instant(), process.deadline()).plusMillis(1));
      throw process.die();
    }
  }

  /** Waits in virtual time. */
  public void pause(Duration length) {
    alive();
    time.sleep(length);
    alive();
  }

  public Instant now() {
    return time.instant();
  }

  /** Writes something down. */
  void note(String line) {
    trace.add(() -> time.instant() + " " + line);
  }

  /** Writes something down that is costly to say. */
  void note(Supplier<String> line) {
    trace.add(() -> time.instant() + " " + line.get());
  }

  /** Draws a time between two. */
  Duration between(Duration least, Duration most) {
    return least.plusMillis(random.nextLong(most.minus(least).toMillis() + 1));
  }
}
