package io.weir.infra.settings;

import java.time.Duration;

/** The values that AWS takes, both ends included. */
record Range<T extends Comparable<T>>(T least, T most) {

  static <T extends Comparable<T>> Range<T> of(T least, T most) {
    return new Range<>(least, most);
  }

  void check(String option, T value) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new RefusedSettingException(
          option, text(value), "must be from " + text(least) + " to " + text(most));
    }
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? Spans.text(duration) : value.toString();
  }
}
