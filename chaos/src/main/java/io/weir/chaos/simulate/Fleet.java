package io.weir.chaos.simulate;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Runs many seeds, some at once, each on its own.
 *
 * @param atOnce how many
 * @param requests says what is asked of a seed
 */
record Fleet(int atOnce, LongFunction<Run.Request> requests) {

  /** For each seed that runs at once, this many results may wait for an earlier seed. */
  private static final int AHEAD = 8;

  /** Runs seeds, and tells of their results in the seeds' order. */
  void run(List<Long> seeds, Consumer<Result> told) {
    ExecutorService fleet = Executors.newFixedThreadPool(atOnce, Fleet::daemon);
    ExecutorService strands = Executors.newCachedThreadPool(Fleet::daemon);
    try {
      Queue<Future<Result>> running = new ArrayDeque<>();
      for (long seed : seeds) {
        if (running.size() == atOnce * AHEAD) {
          told.accept(running.remove().get());
        }
        running.add(fleet.submit(() -> Run.of(requests.apply(seed), strands)));
      }
      while (!running.isEmpty()) {
        told.accept(running.remove().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      fleet.shutdownNow();
      strands.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "simulation");
    thread.setDaemon(true);
    return thread;
  }
}
