package io.weir.replayer.cli;

import picocli.CommandLine.Option;

/** The option that says how much of a shard's reads a command may take. */
final class ReadRateOption {

  @Option(
      names = "--read-rate",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Reads a second of each shard, of the 5 that live consumers need too, and the "
              + "same share of its 2 MB. Default: ${DEFAULT-VALUE}")
  private double perSecond;

  /** Returns the reads a second, above 0 and at most 5. */
  double perSecond() {
    if (!(perSecond > 0 && perSecond <= 5)) {
      throw new Stop(Exit.USAGE, "--read-rate must be above 0 and at most 5, not " + perSecond);
    }
    return perSecond;
  }
}
