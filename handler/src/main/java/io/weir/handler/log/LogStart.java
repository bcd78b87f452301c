package io.weir.handler.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.logging.slf4j.SLF4JServiceProvider;
import org.slf4j.LoggerFactory;

/**
 * The log, coming up in a thread of its own. It takes as long as the SDK's clients, and neither
 * needs the other: a second processor does both at once.
 */
public final class LogStart {

  private final FutureTask<Void> start = new FutureTask<>(LogStart::start, null);

  private LogStart() {}

  /**
   * Begins, unless the log is up already. Loggers can be had at once; what they are given before
   * the log is up is not written: until then there are the SDK's clients, and they find little to
   * say while they are built. What is wrong with them is thrown.
   */
  public static LogStart begin() {
    System.setProperty("slf4j.provider", EarlyProvider.class.getName());
    // Else it names on standard error, at each start, the substitutes that were used.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    LogStart log = new LogStart();
    Thread thread = new Thread(log.start, "weir-log");
    thread.setDaemon(true);
    thread.start();
    try {
      // A thread that asks SLF4J for a logger before it has begun would do the work itself.
      EarlyProvider.BEGUN.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return log;
  }

  private static void start() {
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      EarlyProvider.BEGUN.countDown();
    }
  }

  /**
   * Waits until it is up.
   *
   * @throws IllegalStateException if it does not come up, or the thread was interrupted
   */
  public void await() {
    try {
      start.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The log does not come up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before the log was up", e);
    }
  }

  /**
   * Log4j for SLF4J, ready by the time at which SLF4J takes it to be ready: until then SLF4J hands
   * substitutes to other threads instead of making them wait, and gives each its real logger
   * afterwards.
   *
   * <p>Log4j's own provider leaves most of the work to the thread that asks for the first logger,
   * and all other threads wait for that.
   */
  public static final class EarlyProvider extends SLF4JServiceProvider {

    /** Opens when SLF4J has begun to come up, in the thread that makes this one. */
    static final CountDownLatch BEGUN = new CountDownLatch(1);

    /** Called by SLF4J. */
    public EarlyProvider() {
      BEGUN.countDown();
    }

    @Override
    public void initialize() {
      super.initialize();
      getLoggerFactory().getLogger(EarlyProvider.class.getName());
    }
  }
}
