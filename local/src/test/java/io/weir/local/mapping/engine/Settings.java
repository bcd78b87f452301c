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
    return settings.toBuilder().batchSize(size).build();
  }

  private static MappingSettings of(
      OptionalInt retries, Optional<Duration> age, boolean bisect, boolean report) {
    return MappingSettings.awsDefaults().toBuilder()
        .maximumRetryAttempts(retries)
        .maximumRecordAge(age)
        .bisect(bisect)
        .reportBatchItemFailures(report)
        .build();
  }
}
