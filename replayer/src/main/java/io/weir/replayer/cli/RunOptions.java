package io.weir.replayer.cli;

import io.weir.replayer.plan.TimePoint;
import io.weir.replayer.run.Ramp;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a plan is carried out. */
final class RunOptions {

  private static final Duration LONGEST_LEASE = Duration.ofHours(12);

  @Option(
      names = "--rps",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "The most records a second: live traffic comes first. Halved at each throttling.",
        "Default: ${DEFAULT-VALUE}"
      })
  private double rps;

  @Option(
      names = "--ramp",
      paramLabel = "LIST",
      description =
          "Go in steps, like 1,10,100%%, and stop if records come back: numbers are "
              + "records, percentages are shares of all.")
  private @Nullable String ramp;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "Stop after this many failures in a row, with exit code 7: a number, or never.",
        "Default: ${DEFAULT-VALUE}"
      })
  private String stopAfter = String.valueOf(RedriveLimits.STOP_AFTER);

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "10",
      description = "The most records in one call. Default: ${DEFAULT-VALUE}")
  private int batchSize;

  @Option(
      names = "--confirm-within",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "How long --via stream waits for a record to appear. Default: ${DEFAULT-VALUE}")
  private String confirmWithin = "60s";

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      defaultValue = "120s",
      description = "How long messages are hidden at a time. Default: ${DEFAULT-VALUE}")
  private String lease = "120s";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the history.")
  private @Nullable String reason;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  double rps() {
    if (!(rps > 0 && rps <= 100_000)) {
      throw new Stop(Exit.USAGE, "--rps must be above 0 and at most 100000, not " + rps);
    }
    return rps;
  }

  int batchSize() {
    if (batchSize < 1 || batchSize > 10_000) {
      throw new Stop(Exit.USAGE, "--batch-size must be between 1 and 10000, not " + batchSize);
    }
    return batchSize;
  }

  Duration confirmWithin() {
    return duration("--confirm-within", confirmWithin);
  }

  /** Returns the limits of a run. */
  RedriveLimits limits(int maxAttempts) {
    Duration time = duration("--lease", lease);
    if (time.compareTo(LONGEST_LEASE) > 0) {
      throw new Stop(Exit.USAGE, "--lease must be at most 12h, not " + lease);
    }
    try {
      return new RedriveLimits(
          ramp == null ? Ramp.NONE : Ramp.parse(ramp), maxAttempts, stopAfter(), time);
    } catch (IllegalArgumentException e) {
      throw new Stop(Exit.USAGE, "--ramp: " + e.getMessage(), e);
    }
  }

  private int stopAfter() {
    if (stopAfter.equals("never")) {
      return 0;
    }
    if (!stopAfter.matches("[1-9][0-9]{0,8}")) {
      throw new Stop(
          Exit.USAGE, "--stop-after must be a number from 1, or never, not " + stopAfter);
    }
    return Integer.parseInt(stopAfter);
  }

  private static Duration duration(String option, String text) {
    try {
      return TimePoint.duration(text);
    } catch (IllegalArgumentException e) {
      throw new Stop(Exit.USAGE, option + ": " + e.getMessage(), e);
    }
  }

  @Nullable String reason() {
    return reason;
  }

  boolean yes() {
    return yes;
  }
}
