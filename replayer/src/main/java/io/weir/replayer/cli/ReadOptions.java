package io.weir.replayer.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is read, and how fast. */
public final class ReadOptions {

  /** SQS hides no more than about 120,000 messages at once. */
  static final int MOST = 100_000;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = {
        "Read dead letters from here instead of a queue:",
        "a file, a directory, - for standard input, or s3://BUCKET/PREFIX."
      })
  private @Nullable String from;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10000",
      description = "The most messages to look at. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Mixin private RescuedOption rescued;
  @Mixin private ReadRateOption rate;
  @Mixin private ReceivesOption receives;

  @Option(
      names = "--allow-large",
      description = "Read ranges of more than 10,000 records or 64 MiB, too.")
  private boolean allowLarge;

  @Option(
      names = "--no-decoder",
      description = "The function is not Weir's: do not judge payloads by its decoder.")
  private boolean noDecoder;

  @Nullable String from() {
    return from;
  }

  RescuedOption rescued() {
    return rescued;
  }

  int limit() {
    return limit;
  }

  ReceivesOption receives() {
    return receives;
  }

  double readRate() {
    return rate.perSecond();
  }

  boolean allowLarge() {
    return allowLarge;
  }

  boolean decodes() {
    return !noDecoder;
  }

  /** Refuses values that make no sense. */
  void check() {
    if (limit < 1 || limit > MOST) {
      throw new Stop(Exit.USAGE, "--limit must be between 1 and " + MOST + ", not " + limit);
    }
    rate.perSecond();
  }
}
