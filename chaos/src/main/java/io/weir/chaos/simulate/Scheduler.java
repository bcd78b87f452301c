package io.weir.chaos.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The virtual clock and everything that is due on it.
 *
 * <p>Strands have threads, but a baton goes from one to the next: exactly one runs at any time, and
 * the order of things depends on the seed alone. What is due at the same time happens in the order
 * in which it was asked for.
 */
final class Scheduler implements InstantSource {

  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparingLong(Due::number);

  private final Executor threads;
  private final PriorityQueue<Due> queue = new PriorityQueue<>(ORDER);
  private final Strand main = new Strand("main");
  private final Set<Strand> strands = new LinkedHashSet<>();
  private Strand current = main;
  private Instant now;
  private Instant end = Instant.MIN;
  private boolean closing;
  private long numbers;
  private @Nullable Throwable failure;

  /** Something that is due: a call, or a strand that wakes up. */
  private record Due(Instant at, long number, Runnable call, @Nullable Strand strand, long sleep) {}

  /**
   * A clock that stands.
   *
   * @param threads on which strands run; one at a time
   */
  Scheduler(Instant start, Executor threads) {
    this.now = start;
    this.threads = threads;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Has something called at a time. It must not wait. */
  void at(Instant time, Runnable call) {
    queue.add(new Due(time, numbers++, call, null, 0));
  }

  /** Starts a strand, now. */
  void spawn(String name, Runnable work) {
    Strand strand = new Strand(name);
    at(now, () -> start(strand, work));
  }

  /** Returns the strand that runs; the scheduler's own if it is a call. */
  Strand current() {
    return current;
  }

  /** Tells whether all strands are being ended. */
  boolean isClosing() {
    return closing;
  }

  boolean isMain() {
    return current == main;
  }

  private void start(Strand strand, Runnable work) {
    strands.add(strand);
    threads.execute(
        () -> {
          strand.awaitTurn();
          try {
            if (!closing) {
              work.run();
            }
          } catch (Crash e) {
            strand.end();
          } catch (RuntimeException | Error e) {
            failure = failure == null ? e : failure;
          }
          strand.end();
          strands.remove(strand);
          pump(strand);
        });
    // It runs when the strand that runs now waits next: at this very time, and before anything
    // else.
    queue.add(new Due(now, -1, () -> {}, strand, strand.nextSleep()));
  }

  /** Lets a strand wait; others run meanwhile. */
  void sleep(Duration time) {
    Strand me = current;
    if (me == main) {
      throw new IllegalStateException("a call must not wait");
    }
    if (closing) {
      throw new Crash();
    }
    Instant until = now.plus(time);
    Due next = queue.peek();
    if ((next == null || next.at().isAfter(until)) && !until.isAfter(end)) {
      now = until;
      return;
    }
    queue.add(new Due(until, numbers++, () -> {}, me, me.nextSleep()));
    pump(me);
    if (closing) {
      throw new Crash();
    }
  }

  /** Lets everything happen that is due until a time. */
  void runUntil(Instant time) {
    end = time;
    pump(main);
    rethrow();
    now = now.isBefore(time) ? time : now;
  }

  /** Ends all strands. */
  void close() {
    closing = true;
    for (Strand strand : List.copyOf(strands)) {
      if (!strand.isOver()) {
        current = strand;
        strand.giveTurn();
        main.awaitTurn();
      }
    }
    current = main;
    rethrow();
  }

  private void rethrow() {
    if (failure != null) {
      throw new IllegalStateException("the simulation itself broke at " + now, failure);
    }
  }

  /** The strand that runs executes what is due next, until it is its own turn again. */
  private void pump(Strand me) {
    while (true) {
      Due due = closing || failure != null ? null : queue.peek();
      if (due == null || due.at().isAfter(end)) {
        pass(me, main);
        return;
      }
      queue.remove();
      now = due.at().isAfter(now) ? due.at() : now;
      Strand woken = due.strand();
      if (woken == null) {
        call(due.call());
      } else if (woken.sleepsFor(due.sleep())) {
        pass(me, woken);
        return;
      }
    }
  }

  private void call(Runnable call) {
    Strand me = current;
    current = main;
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      failure = failure == null ? e : failure;
    } finally {
      current = me;
    }
  }

  private void pass(Strand me, Strand next) {
    if (me != next) {
      current = next;
      next.giveTurn();
      if (!me.isOver()) {
        me.awaitTurn();
      }
    }
    if (!me.isOver()) {
      current = me;
    }
  }
}
