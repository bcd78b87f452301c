package io.weir.handler.log;

import java.util.concurrent.CountDownLatch;
import org.apache.logging.slf4j.SLF4JServiceProvider;

/**
 * Log4j for SLF4J, ready by the time at which SLF4J takes it to be ready: until then SLF4J hands
 * substitutes to other threads instead of making them wait, and gives each its real logger
 * afterwards.
 *
 * <p>Log4j's own provider leaves most of the work to the thread that asks for the first logger, and
 * all other threads wait for that.
 */
public final class EarlyProvider extends SLF4JServiceProvider {

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
