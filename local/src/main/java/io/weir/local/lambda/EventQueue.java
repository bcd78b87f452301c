package io.weir.local.lambda;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Events of asynchronous calls. Each is run once, when an instance is free; a failure goes to the
 * log, because there is neither a retry nor a destination (LAM-12).
 */
final class EventQueue implements AutoCloseable {
  private final Function function;
  private final Consumer<String> log;
  private final ExecutorService threads;

  EventQueue(Function function, Consumer<String> log) {
    this.function = function;
    this.log = log;
    this.threads =
        Executors.newFixedThreadPool(
            Math.max(1, function.settings().limits().concurrency()),
            task -> {
              Thread thread = new Thread(task, "events-of-" + function.settings().name());
              thread.setDaemon(true);
              return thread;
            });
  }

  void add(Event event) {
    threads.execute(() -> run(event));
  }

  private void run(Event event) {
    try {
      Invocation outcome = function.executeWhenFree(event).outcome();
      if (outcome instanceof Invocation.Failed failed) {
        log.accept(lost(event) + failed.errorType() + ": " + failed.errorMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.accept(lost(event) + "the function was closed");
    } catch (RuntimeException e) {
      log.accept(lost(event) + e);
    }
  }

  private static String lost(Event event) {
    return "The event of request " + event.requestId() + " was not processed: ";
  }

  /** Drops what is still waiting, and says so. */
  @Override
  public void close() {
    int waiting = threads.shutdownNow().size();
    if (waiting > 0) {
      log.accept(waiting + " events were not processed: the function was closed");
    }
  }
}
