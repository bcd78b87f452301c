package io.weir.local.kinesis;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can be changed about a stream without touching its shards.
 *
 * @param mode how its capacity is paid for
 * @param retentionHours how long a record stays
 * @param maxRecordKib the largest record, data and partition key
 * @param tags in key order
 */
record StreamSettings(
    StreamMode mode, int retentionHours, int maxRecordKib, Map<String, String> tags) {

  static final int DEFAULT_RETENTION_HOURS = 24;
  static final int DEFAULT_MAX_RECORD_KIB = 1024;

  StreamSettings {
    tags = new TreeMap<>(tags);
  }

  Duration retention() {
    return Duration.ofHours(retentionHours);
  }

  int maxRecordBytes() {
    return maxRecordKib * 1024;
  }

  StreamSettings inMode(StreamMode other) {
    return new StreamSettings(other, retentionHours, maxRecordKib, tags);
  }

  StreamSettings retaining(int hours) {
    return new StreamSettings(mode, hours, maxRecordKib, tags);
  }

  StreamSettings allowing(int kib) {
    return new StreamSettings(mode, retentionHours, kib, tags);
  }

  StreamSettings tagged(Map<String, String> other) {
    return new StreamSettings(mode, retentionHours, maxRecordKib, other);
  }

  /** How a stream's capacity is paid for. Here an on-demand stream does not reshard by itself. */
  enum StreamMode {
    PROVISIONED,
    ON_DEMAND
  }
}
