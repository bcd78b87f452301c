package io.weir.replayer.cli;

import io.weir.replayer.app.Replayer;
import java.time.Duration;

/**
 * Messages that another receiver has hidden: another run, or one that was killed and gave nothing
 * back. The queue does not tell which; but the latter's come back by themselves.
 */
final class HeldMessages {

  private HeldMessages() {}

  /** Waits until there are none any more, for {@code patience} at most. Ctrl-C ends the command. */
  static void await(Replayer replayer, Console console, Duration patience) {
    try (Interrupt interrupt = Interrupt.listen(console)) {
      replayer.awaitHeld(patience, interrupt.interruption());
      if (interrupt.requested()) {
        throw Stop.interrupted("nothing was changed");
      }
    } catch (InterruptedException e) {
      throw Stop.interrupted("nothing was changed", e);
    }
  }

  /** Returns how many there are, in words. */
  static String text(long held) {
    return held == 1
        ? "1 message is held by another receiver"
        : held + " messages are held by other receivers";
  }
}
