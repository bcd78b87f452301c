package io.weir.local.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
final class TickingClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-03-01T12:00:00.250Z");

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }
}
