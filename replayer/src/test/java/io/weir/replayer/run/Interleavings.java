package io.weir.replayer.run;

import java.math.BigInteger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs two processes in every order of their effects. Only one of them works at a time; before each
 * effect it is said whose effect comes next.
 *
 * <p>What is still to come depends on three things only: what each of the two has been told so far,
 * and how the world is. Of orders that agree in these at a point, one is run from there.
 */
final class Interleavings implements AutoCloseable {

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "operator");
            thread.setDaemon(true);
            return thread;
          });

  /** Two processes over one world. */
  interface Pair {

    void first(Turns turns);

    void second(Turns turns);

    /** Everything about the world that either may come to see, or that is checked. */
    String state();

    /** What either may look at without asking for its turn, as the clock. */
    String seen();

    /** Looks at what they have left behind. */
    void check(String schedule);
  }

  /**
   * What has been covered.
   *
   * @param orders how many orders of effects there are, all of them
   * @param points how many different points there are at which both could go on
   */
  record Count(BigInteger orders, int points) {}

  /** Covers every order; each run is in a new world. */
  Count run(Supplier<Pair> worlds) {
    Orders orders = new Orders();
    for (Orders.Walk walk = orders.next(); walk != null; walk = orders.next()) {
      run(worlds.get(), walk);
    }
    return new Count(orders.count(), orders.points());
  }

  private void run(Pair pair, Orders.Walk walk) {
    Schedule schedule = new Schedule(pair, walk);
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
    if (!walk.isKnown()) {
      walk.end();
      pair.check(schedule.toString());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Lets two threads have their effects in one order, as far as that is news. */
  private static final class Schedule {

    private final Pair pair;
    private final Orders.Walk walk;
    private final StringBuilder effects = new StringBuilder();
    private final String[] told = {"", ""};
    private final boolean[] over = new boolean[2];
    private final boolean[] chosen = {false, true};
    private int turn;

    Schedule(Pair pair, Orders.Walk walk) {
      this.pair = pair;
      this.walk = walk;
    }

    void run(int me, Consumer<Turns> process) {
      awaitTurn(me);
      tell(me, "its start");
      try {
        if (Crash.of(() -> process.accept(new Mine(me))) && !walk.isKnown()) {
          throw new IllegalStateException("a process died of something else");
        }
      } finally {
        end(me);
      }
    }

    /** One process' view. */
    private final class Mine implements Turns {
      private final int me;

      Mine(int me) {
        this.me = me;
      }

      @Override
      public void await() {
        step(me);
      }

      @Override
      public void told(String answer) {
        tell(me, answer);
      }
    }

    private synchronized void tell(int me, String answer) {
      told[me] = Orders.digest(told[me], answer, pair.seen());
    }

    /** The one whose turn it is says who has the next effect. */
    private synchronized void step(int me) {
      if (!chosen[me] && !over[1 - me] && walk.turn(() -> state(me))) {
        turn = 1 - me;
        chosen[1 - me] = true;
        notifyAll();
        awaitTurn(me);
      }
      if (walk.isKnown()) {
        throw new Crash("another run went on from here");
      }
      chosen[me] = false;
      effects.append(me == 0 ? 'a' : 'b');
    }

    private String state(int me) {
      return String.join("|", String.valueOf(me), told[0], told[1], pair.state());
    }

    private synchronized void awaitTurn(int me) {
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

    @Override
    public String toString() {
      return effects.toString();
    }
  }
}
