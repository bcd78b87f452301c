package io.weir.replayer.cli;

import io.weir.replayer.queue.QueueException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/**
 * Messages that another receiver has hidden: another run, or one that was killed and gave nothing
 * back. The queue does not tell which; but the latter's come back by themselves.
 */
final class HeldMessages {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Console console;
  private final IntSupplier count;
  private final InstantSource clock;

  /**
   * Those of a queue.
   *
   * @param count asks how many there are
   */
  HeldMessages(Console console, IntSupplier count, InstantSource clock) {
    this.console = console;
    this.count = count;
    this.clock = clock;
  }

  /** Waits until there are none any more, for {@code patience} at most. Ctrl-C ends the command. */
  void await(Duration patience) {
    Instant end = clock.instant().plus(patience);
    try (Interrupt interrupt = Interrupt.listen(console)) {
      while (!interrupt.requested() && clock.instant().isBefore(end) && count.getAsInt() > 0) {
        interrupt.pause(LOOK_AGAIN);
      }
      if (interrupt.requested()) {
        throw new Stop(Exit.INTERRUPTED, "interrupted; nothing was changed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop(Exit.INTERRUPTED, "interrupted; nothing was changed", e);
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns how many there are, in words. */
  static String text(long held) {
    return held == 1 ? "1 message is held by somebody" : held + " messages are held by somebody";
  }
}
