package io.weir.bench.whole;

import io.weir.bench.driver.Kind;

/**
 * A kind of batch.
 *
 * @param name as the tables have it
 * @param kind what its records are
 * @param events how many
 * @param stored whether they are in the table before
 */
record Load(String name, Kind kind, int events, boolean stored) {

  static Load fresh(int events) {
    return new Load("new events", Kind.EVENTS, events, false);
  }

  static Load duplicates(int events) {
    return new Load("all duplicates", Kind.EVENTS, events, true);
  }

  static Load poison(int events) {
    return new Load("all rejected", Kind.POISON, events, false);
  }
}
