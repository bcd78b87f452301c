package io.weir.infra.settings;

import java.time.Duration;

/**
 * The mapping's settings that are a matter of taste. Those that are not, such as partial answers,
 * bisecting and the starting position, are no settings.
 *
 * @param batchSize 1 to 10,000 records an invocation (ESM-1)
 * @param batchWindow up to 5 minutes that a batch may wait to fill up (ESM-4)
 * @param parallelization 1 to 10 batches of a shard at once (ESM-6)
 * @param retries 0 to 10,000 further attempts at a batch (ESM-2)
 * @param maxRecordAge 60 s to 7 d, after which a record is given up, and goes where dead letters go
 *     (ESM-3)
 */
public record MappingSettings(
    int batchSize, Duration batchWindow, int parallelization, int retries, Duration maxRecordAge) {

  /** Refuses what Lambda would, and retries without end. */
  public MappingSettings {
    if (retries == -1) {
      throw new RefusedSettingException(
          "retries",
          retries,
          "without a limit one poison record holds its shard up until the records behind it expire;"
              + " give a number from 0 to 10000");
    }
    RefusedSettingException.checkRange("batchSize", batchSize, 1, 10_000);
    RefusedSettingException.checkRange(
        "batchWindow", batchWindow, Duration.ZERO, Duration.ofMinutes(5));
    RefusedSettingException.checkRange("parallelization", parallelization, 1, 10);
    RefusedSettingException.checkRange("retries", retries, 0, 10_000);
    RefusedSettingException.checkRange(
        "maxRecordAge", maxRecordAge, Duration.ofSeconds(60), Duration.ofDays(7));
    if (maxRecordAge.compareTo(batchWindow.multipliedBy(2)) < 0) {
      throw new RefusedSettingException(
          "maxRecordAge",
          Spans.text(maxRecordAge),
          "a record waits for up to batchWindow %s before it is tried at all, and would be given up untried; give at least twice that"
              .formatted(Spans.text(batchWindow)));
    }
  }

  static MappingSettings from(Options options) {
    return new MappingSettings(
        options.number("batchSize"),
        options.span("batchWindow"),
        options.number("parallelization"),
        options.number("retries"),
        options.span("maxRecordAge"));
  }
}
