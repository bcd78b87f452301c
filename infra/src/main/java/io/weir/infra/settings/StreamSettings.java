package io.weir.infra.settings;

import java.time.Duration;

/**
 * The stream.
 *
 * @param capacity on demand, or a number of shards
 * @param retention how long it keeps a record: whole hours from 24 h to 365 d
 */
public record StreamSettings(Capacity capacity, Duration retention) {

  /** Refuses what Kinesis would. */
  public StreamSettings {
    Range.of(Duration.ofHours(24), Duration.ofDays(365)).check("streamRetention", retention);
    if (!retention.equals(Duration.ofHours(retention.toHours()))) {
      throw new RefusedSettingException(
          "streamRetention", Spans.text(retention), "must be whole hours");
    }
  }
}
