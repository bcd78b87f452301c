package io.weir.infra.settings;

import java.time.Duration;

/** Says in one line which setting is refused, why, and what to do instead. */
public final class RefusedSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RefusedSettingException(String message) {
    super(message);
  }

  RefusedSettingException(String option, Object value, String wanted) {
    super(option + "=" + value + ": " + wanted);
  }

  /** Refuses what is there already, and not as it must be. */
  public static RefusedSettingException of(Arn arn, String reason) {
    return new RefusedSettingException(arn.option(), arn.text(), reason);
  }

  /** Refuses a value that is not from {@code least} to {@code most}, both ends included. */
  static <T extends Comparable<T>> void checkRange(String option, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new RefusedSettingException(
          option, text(value), "must be from " + text(least) + " to " + text(most));
    }
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? Spans.text(duration) : value.toString();
  }
}
