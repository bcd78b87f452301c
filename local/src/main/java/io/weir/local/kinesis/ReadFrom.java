package io.weir.local.kinesis;

import java.time.Instant;

/** Where reading a shard begins. */
public sealed interface ReadFrom {

  /** The oldest record that is still there. */
  record TrimHorizon() implements ReadFrom {}

  /** Behind the newest record: only what arrives from now on. */
  record Latest() implements ReadFrom {}

  /**
   * The first record that arrived at an instant or after it.
   *
   * @param instant not in the future
   */
  record AtTimestamp(Instant instant) implements ReadFrom {}

  /**
   * The record with a number; where it has been trimmed or never was, the next one (KIN-6).
   *
   * @param sequenceNumber one of this shard
   */
  record AtSequenceNumber(String sequenceNumber) implements ReadFrom {}

  /**
   * The first record behind a number.
   *
   * @param sequenceNumber one of this shard
   */
  record AfterSequenceNumber(String sequenceNumber) implements ReadFrom {}
}
