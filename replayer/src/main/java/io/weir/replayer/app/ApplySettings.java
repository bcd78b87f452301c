package io.weir.replayer.app;

import io.weir.replayer.run.Progress;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import java.time.Duration;

/**
 * How a plan is applied.
 *
 * @param recordsPerSecond the most records a second, above 0
 * @param limits its steps, its guards and its leases
 * @param batchSize the most records of one call of the function
 * @param confirmWithin how long the route to the stream waits for a record to appear
 * @param progress is told how it gets on
 */
public record ApplySettings(
    double recordsPerSecond,
    RedriveLimits limits,
    int batchSize,
    Duration confirmWithin,
    Progress progress) {}
