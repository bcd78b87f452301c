package io.weir.local.demo;

/**
 * What the tour puts.
 *
 * @param events records, at least 1
 * @param malformedPercent 0 to 100
 * @param seed the same seed puts the same records
 */
public record TourSettings(int events, double malformedPercent, long seed) {

  /** Refuses what cannot be put. */
  public TourSettings {
    if (events < 1 || events > 1_000_000) {
      throw new IllegalArgumentException("--events must be between 1 and 1000000, not " + events);
    }
    if (!(malformedPercent >= 0 && malformedPercent <= 100)) {
      throw new IllegalArgumentException(
          "--malformed must be between 0 and 100, not " + malformedPercent);
    }
  }
}
