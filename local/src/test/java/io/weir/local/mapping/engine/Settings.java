package io.weir.local.mapping.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Mapping settings as the golden traces name them. */
final class Settings {

  private Settings() {}

  static MappingSettings reporting(int retries) {
    return of(OptionalInt.of(retries), Optional.empty(), false, true);
  }

  static MappingSettings reportingAndBisecting(int retries) {
    return of(OptionalInt.of(retries), Optional.empty(), true, true);
  }

  static MappingSettings notReporting(int retries) {
    return of(OptionalInt.of(retries), Optional.empty(), false, false);
  }

  static MappingSettings bisecting(int retries) {
    return of(OptionalInt.of(retries), Optional.empty(), true, false);
  }

  static MappingSettings aging(OptionalInt retries, Duration age) {
    return of(retries, Optional.of(age), false, true);
  }

  static MappingSettings inBatchesOf(int size, MappingSettings settings) {
    return new MappingSettings(
        size,
        settings.batchWindow(),
        settings.maximumRetryAttempts(),
        settings.maximumRecordAge(),
        settings.bisect(),
        settings.reportBatchItemFailures(),
        settings.parallelizationFactor(),
        settings.startingPosition(),
        settings.backOff());
  }

  private static MappingSettings of(
      OptionalInt retries, Optional<Duration> age, boolean bisect, boolean report) {
    MappingSettings defaults = MappingSettings.awsDefaults();
    return new MappingSettings(
        defaults.batchSize(),
        defaults.batchWindow(),
        retries,
        age,
        bisect,
        report,
        1,
        defaults.startingPosition(),
        defaults.backOff());
  }
}
