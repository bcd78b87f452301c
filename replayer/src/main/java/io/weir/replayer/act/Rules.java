package io.weir.replayer.act;

import java.time.Duration;

/**
 * How a run treats its records.
 *
 * @param ramp in which steps it goes
 * @param maxAttempts how often a record may fail before it is set aside, at least 1
 * @param lease how long a message stays out of sight unless its lease is extended
 */
public record Rules(Ramp ramp, int maxAttempts, Duration lease) {}
