package io.weir.chaos.siege;

import io.weir.local.books.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time by which those taking part act.
 *
 * @param clock says what time it is
 * @param waiting lets time pass
 */
record Timing(InstantSource clock, Pause waiting) {

  Instant now() {
    return clock.instant();
  }

  void pause(Duration time) throws InterruptedException {
    waiting.of(time);
  }
}
