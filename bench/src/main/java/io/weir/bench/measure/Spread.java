package io.weir.bench.measure;

import java.util.List;
import java.util.Locale;

/**
 * Several measurements of one thing: the median, and how far they lie apart.
 *
 * @param min the least
 * @param median the middle one, or the mean of the two in the middle
 * @param max the most
 */
public record Spread(double min, double median, double max) {

  /** Sums measurements up; there must be one at least. */
  public static Spread of(List<Double> measured) {
    double[] sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** Returns the median and, in brackets, least and most. */
  @Override
  public String toString() {
    return min == max ? text(median) : "%s (%s–%s)".formatted(text(median), text(min), text(max));
  }

  /** Returns a number with three digits that count. */
  static String text(double number) {
    String form = Math.abs(number) >= 100 ? "%.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, number);
  }
}
