package io.weir.replayer.cli;

import picocli.CommandLine.Option;

/** The options that say how results are printed. */
public final class OutputOptions {

  /** How results are printed. */
  public enum Format {
    /** For people. */
    table,
    /** One JSON document. */
    json,
    /** One JSON document a line. */
    ndjson
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format = Format.table;

  @Option(
      names = "--reveal",
      description = "Show payloads, which are masked otherwise: they may hold personal data.")
  private boolean reveal;

  /** Returns how results are printed. */
  public Format format() {
    return format;
  }

  /** Returns whether payloads are shown. */
  public boolean reveal() {
    return reveal;
  }
}
