package io.weir.replayer.cli;

import io.weir.replayer.run.Fate;
import io.weir.replayer.run.Progress;
import io.weir.replayer.terminal.Span;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** One line on standard error that says how a run gets on; next to nothing without a terminal. */
final class RunLine implements Progress, AutoCloseable {

  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final InstantSource clock;
  private final Instant begin;
  private final boolean live = Ansi.AUTO.enabled();
  private boolean shown;
  private boolean told;

  RunLine(PrintWriter err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
    this.begin = clock.instant();
  }

  @Override
  public void at(Map<Fate, Integer> fates, int all, double perSecond) {
    if (live) {
      err.print(ERASE + text(fates, all, perSecond));
      err.flush();
      shown = true;
    }
  }

  /** A wait may last minutes, so it is printed without a terminal, too: once. */
  @Override
  public void waiting(int messages) {
    String text = HeldMessages.text(messages) + ": waiting";
    if (live) {
      err.print(ERASE + text);
    } else if (!told) {
      err.println("replayer: " + text);
    }
    err.flush();
    shown = live;
    told = true;
  }

  private String text(Map<Fate, Integer> fates, int all, double perSecond) {
    int done = fates.values().stream().mapToInt(Integer::intValue).sum();
    double seconds = Math.max(0.001, Duration.between(begin, clock.instant()).toMillis() / 1e3);
    Duration left =
        Duration.ofSeconds((long) Math.ceil((all - done) * seconds / Math.max(1, done)));
    return "%d of %d, %d confirmed, %d came back, %d unknown, at most %.1f/s, %s left"
        .formatted(
            done,
            all,
            fates.getOrDefault(Fate.CONFIRMED, 0),
            fates.getOrDefault(Fate.CAME_BACK, 0),
            fates.getOrDefault(Fate.UNKNOWN, 0),
            perSecond,
            Span.of(left));
  }

  @Override
  public void close() {
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}
