package io.weir.infra.settings;

import java.time.Duration;
import java.util.List;

/**
 * The function's log group.
 *
 * @param days how long it keeps a line
 * @param rare whether its lines are looked at rarely, which halves their price
 */
public record LogSettings(int days, boolean rare) {

  /** What CloudWatch takes. */
  private static final List<Integer> DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /** Refuses what CloudWatch would. */
  public LogSettings {
    if (!DAYS.contains(days)) {
      throw new RefusedSettingException("logRetention", days + "d", "must be one of " + DAYS);
    }
  }

  static LogSettings from(Options options) {
    Duration retention = options.span("logRetention");
    if (!retention.equals(Duration.ofDays(retention.toDays()))) {
      throw new RefusedSettingException(
          "logRetention", Spans.text(retention), "must be whole days, one of " + DAYS);
    }
    String type = options.word("logClass");
    if (!List.of("standard", "infrequent-access").contains(type)) {
      throw new RefusedSettingException("logClass", type, "must be standard or infrequent-access");
    }
    return new LogSettings((int) retention.toDays(), !type.equals("standard"));
  }
}
