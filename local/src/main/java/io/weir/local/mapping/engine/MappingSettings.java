package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of an event source mapping, with Lambda's names and bounds (ESM-1 to ESM-7).
 *
 * @param batchSize 1 to 10,000 records
 * @param batchWindow 0 to 300 seconds, in whole seconds
 * @param maximumRetryAttempts further attempts after the first, 0 to 10,000; empty: no limit
 * @param maximumRecordAge 60 to 604,800 seconds; empty: no limit
 * @param bisect whether a failed batch is cut in two
 * @param reportBatchItemFailures whether the function's list of failed items is read at all
 * @param parallelizationFactor lanes a shard, 1 to 10
 * @param startingPosition where a shard without a checkpoint is begun
 * @param backOff the pause between attempts; Lambda's own unless a test shortens it
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors CreateEventSourceMapping
public record MappingSettings(
    int batchSize,
    Duration batchWindow,
    OptionalInt maximumRetryAttempts,
    Optional<Duration> maximumRecordAge,
    boolean bisect,
    boolean reportBatchItemFailures,
    int parallelizationFactor,
    StartingPosition startingPosition,
    BackOff backOff) {

  /** Refuses what Lambda refuses, naming setting, value and bounds. */
  public MappingSettings {
    within("BatchSize", batchSize, 1, 10_000);
    within("MaximumBatchingWindowInSeconds", batchWindow.toSeconds(), 0, 300);
    maximumRetryAttempts.ifPresent(n -> within("MaximumRetryAttempts", n, 0, 10_000));
    maximumRecordAge.ifPresent(
        age -> within("MaximumRecordAgeInSeconds", age.toSeconds(), 60, 604_800));
    within("ParallelizationFactor", parallelizationFactor, 1, 10);
  }

  /** What Lambda sets when nothing is said: no limits, no bisect, no reports. */
  public static MappingSettings awsDefaults() {
    return new MappingSettings(
        100,
        Duration.ZERO,
        OptionalInt.empty(),
        Optional.empty(),
        false,
        false,
        1,
        new StartingPosition.TrimHorizon(),
        BackOff.ofLambda());
  }

  /** Returns a builder that begins with these settings. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Says whether a record is too old before the window of its batch is over (ESM-19). */
  public boolean givesUpWhatIsNeverTried() {
    return maximumRecordAge.filter(age -> batchWindow.compareTo(age) >= 0).isPresent();
  }

  boolean exhausts(int attempts) {
    return maximumRetryAttempts.isPresent() && attempts > maximumRetryAttempts.getAsInt();
  }

  /** Reads a function's answer; without the reports any answer is a success (ESM-13). */
  Verdict verdict(byte[] answer, List<ShardRecord> batch) {
    return reportBatchItemFailures ? Verdict.of(answer, batch) : new Verdict.Succeeded();
  }

  private static void within(String setting, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          setting + " must be between " + least + " and " + most + ", not " + value);
    }
  }

  /** Changes some of the settings; {@link #build} checks all of them. */
  public static final class Builder {
    private int batchSize;
    private Duration batchWindow;
    private OptionalInt maximumRetryAttempts;
    private Optional<Duration> maximumRecordAge;
    private boolean bisect;
    private boolean reportBatchItemFailures;
    private int parallelizationFactor;
    private StartingPosition startingPosition;
    private BackOff backOff;

    private Builder(MappingSettings from) {
      batchSize = from.batchSize;
      batchWindow = from.batchWindow;
      maximumRetryAttempts = from.maximumRetryAttempts;
      maximumRecordAge = from.maximumRecordAge;
      bisect = from.bisect;
      reportBatchItemFailures = from.reportBatchItemFailures;
      parallelizationFactor = from.parallelizationFactor;
      startingPosition = from.startingPosition;
      backOff = from.backOff;
    }

    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    public Builder batchWindow(Duration value) {
      batchWindow = value;
      return this;
    }

    public Builder maximumRetryAttempts(OptionalInt value) {
      maximumRetryAttempts = value;
      return this;
    }

    public Builder maximumRecordAge(Optional<Duration> value) {
      maximumRecordAge = value;
      return this;
    }

    public Builder bisect(boolean value) {
      bisect = value;
      return this;
    }

    public Builder reportBatchItemFailures(boolean value) {
      reportBatchItemFailures = value;
      return this;
    }

    public Builder parallelizationFactor(int value) {
      parallelizationFactor = value;
      return this;
    }

    public Builder startingPosition(StartingPosition value) {
      startingPosition = value;
      return this;
    }

    public Builder backOff(BackOff value) {
      backOff = value;
      return this;
    }

    /** Refuses what Lambda refuses. */
    public MappingSettings build() {
      return new MappingSettings(
          batchSize,
          batchWindow,
          maximumRetryAttempts,
          maximumRecordAge,
          bisect,
          reportBatchItemFailures,
          parallelizationFactor,
          startingPosition,
          backOff);
    }
  }
}
