package io.weir.local.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, which a test can put forward. */
final class TestClock implements InstantSource {

  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }

  synchronized void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time goes forward only, not by " + duration);
    }
    ahead = ahead.plus(duration);
  }
}
