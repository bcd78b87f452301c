package io.weir.infra.settings;

import java.time.Duration;

/**
 * The stream.
 *
 * @param capacity on demand, or a number of shards
 * @param retention how long it keeps a record: whole hours from 24 h to 365 d
 * @param shardMetrics whether each shard has metrics of its own
 * @param maxRecordKib how large a record may be: 1,024 to 10,240 KiB
 */
public record StreamSettings(
    Capacity capacity, Duration retention, boolean shardMetrics, int maxRecordKib) {

  /** What a stream takes where nothing is said. */
  public static final int USUAL_RECORD_KIB = 1_024;

  /** Refuses what Kinesis would. */
  public StreamSettings {
    RefusedSettingException.checkRange(
        "streamRetention", retention, Duration.ofHours(24), Duration.ofDays(365));
    if (!retention.equals(Duration.ofHours(retention.toHours()))) {
      throw new RefusedSettingException(
          "streamRetention", Spans.text(retention), "must be whole hours");
    }
    RefusedSettingException.checkRange("maxRecordSize", maxRecordKib, USUAL_RECORD_KIB, 10_240);
  }

  static StreamSettings from(Options options) {
    return new StreamSettings(
        options.capacity("shards"),
        options.span("streamRetention"),
        options.flag("shardMetrics"),
        options.number("maxRecordSize"));
  }

  /** How a stream takes in more records than it did before. */
  public sealed interface Capacity {

    /** Kinesis adds shards by itself, and bills by the gigabyte. */
    record OnDemand() implements Capacity {}

    /**
     * A fixed number of shards, billed by the hour.
     *
     * @param shards 1 to 10,000; each takes 1 MB and 1,000 records a second (KIN-13)
     */
    record Provisioned(int shards) implements Capacity {

      /** Refuses a number of shards that no stream can have. */
      public Provisioned {
        RefusedSettingException.checkRange("shards", shards, 1, 10_000);
      }
    }
  }
}
