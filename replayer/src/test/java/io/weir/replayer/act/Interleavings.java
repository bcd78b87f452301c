package io.weir.replayer.act;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Runs two processes in every order of their effects. Only one of them works at a time; before each
 * effect a schedule says whose effect comes next.
 *
 * <p>The orders are a tree, since what one does changes what is left for the other: it is walked
 * depth first, each run repeating the last one up to where it takes another turn.
 */
final class Interleavings implements AutoCloseable {

  private final int mostPreemptions;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "operator");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Nothing has run yet.
   *
   * @param mostPreemptions how often one that could go on may have to wait for the other
   */
  Interleavings(int mostPreemptions) {
    this.mostPreemptions = mostPreemptions;
  }

  /** Two processes over one world, which ask before each effect. */
  interface Pair {

    void first(Runnable step);

    void second(Runnable step);

    /** Looks at what they have left behind. */
    void check(String schedule);
  }

  /** Makes a new world for each run. */
  interface Source {
    Pair next();
  }

  /** Runs all schedules, and returns how many there were. */
  int run(Source source) {
    int runs = 0;
    List<Boolean> prefix = new ArrayList<>();
    while (true) {
      Schedule schedule = new Schedule(prefix);
      run(source.next(), schedule);
      runs++;
      List<Boolean> next = schedule.next(mostPreemptions);
      if (next == null) {
        return runs;
      }
      prefix = next;
    }
  }

  private void run(Pair pair, Schedule schedule) {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> schedule.run(0, pair::first), threads);
    CompletableFuture<Void> second =
        CompletableFuture.runAsync(() -> schedule.run(1, pair::second), threads);
    try {
      first.join();
      second.join();
    } catch (CompletionException e) {
      throw new AssertionError("an operator failed in " + schedule, e.getCause());
    }
    pair.check(schedule.toString());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** One order: at each point where both could go on, whether the other one takes over. */
  private static final class Schedule {

    private final List<Boolean> prefix;
    private final List<Boolean> choices = new ArrayList<>();
    private final StringBuilder effects = new StringBuilder();
    private final boolean[] over = new boolean[2];
    private final boolean[] chosen = {false, true};
    private int turn;

    Schedule(List<Boolean> prefix) {
      this.prefix = prefix;
    }

    private interface Operator {
      void run(Runnable step);
    }

    void run(int me, Operator operator) {
      await(me);
      try {
        operator.run(() -> step(me));
      } finally {
        end(me);
      }
    }

    /** The one whose turn it is chooses who has the next effect. */
    private synchronized void step(int me) {
      if (!chosen[me] && !over[1 - me]) {
        boolean other = choices.size() < prefix.size() && prefix.get(choices.size());
        choices.add(other);
        if (other) {
          turn = 1 - me;
          chosen[1 - me] = true;
          notifyAll();
          await(me);
        }
      }
      chosen[me] = false;
      effects.append(me == 0 ? 'a' : 'b');
    }

    private synchronized void await(int me) {
      while (turn != me) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }

    private synchronized void end(int me) {
      over[me] = true;
      turn = 1 - me;
      chosen[1 - me] = true;
      notifyAll();
    }

    /** Returns the beginning of the schedule behind this one; null behind the last. */
    @Nullable List<Boolean> next(int mostPreemptions) {
      for (int i = choices.size() - 1; i >= 0; i--) {
        long before = choices.subList(0, i).stream().filter(other -> other).count();
        if (!choices.get(i) && before < mostPreemptions) {
          List<Boolean> next = new ArrayList<>(choices.subList(0, i));
          next.add(true);
          return next;
        }
      }
      return null;
    }

    @Override
    public String toString() {
      return effects.toString();
    }
  }
}
