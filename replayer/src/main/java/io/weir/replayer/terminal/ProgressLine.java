package io.weir.replayer.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line on standard error that says how far the work is, how fast, and how long it will take;
 * nothing if it is not live. Several threads may call it.
 */
public final class ProgressLine implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean live;
  private final String what;
  private final long total;
  private final InstantSource clock;
  private final Instant begin;
  private Instant shownAt;
  private long done;
  private boolean shown;

  /**
   * Begins.
   *
   * @param live whether the line is drawn at all
   * @param what is done, as in {@code letters read}
   */
  public ProgressLine(PrintWriter err, boolean live, String what, long total, InstantSource clock) {
    this.err = err;
    this.live = live;
    this.what = what;
    this.total = total;
    this.clock = clock;
    this.begin = clock.instant();
    this.shownAt = begin;
  }

  /** One more is done. */
  public synchronized void step() {
    done++;
    Instant now = clock.instant();
    if (live && Duration.between(shownAt, now).compareTo(BETWEEN) >= 0) {
      err.print(ERASE + line(now));
      err.flush();
      shown = true;
      shownAt = now;
    }
  }

  /** Returns the line as of a point in time. */
  synchronized String line(Instant now) {
    double seconds = Math.max(0.001, Duration.between(begin, now).toMillis() / 1_000.0);
    double rate = done / seconds;
    Duration left = Duration.ofSeconds((long) Math.ceil((total - done) / Math.max(rate, 1e-6)));
    return "%,d of %,d %s, %.1f/s, %s left".formatted(done, total, what, rate, Span.of(left));
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}
