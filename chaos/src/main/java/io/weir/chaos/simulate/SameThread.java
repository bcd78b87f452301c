package io.weir.chaos.simulate;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An executor without threads: the caller does the work. A future swallows a {@link Crash}; so this
 * throws it again.
 */
final class SameThread extends AbstractExecutorService {

  private final World world;
  private boolean closed;

  SameThread(World world) {
    this.world = world;
  }

  @Override
  public void execute(Runnable command) {
    command.run();
    KillableProcess process = world.time().current().process();
    if (world.time().isClosing() || (process != null && process.isDead())) {
      throw new Crash();
    }
  }

  @Override
  public void shutdown() {
    closed = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    closed = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
