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
record BatchKind(String name, Kind kind, int events, boolean stored) {

  static BatchKind fresh(int events) {
    return new BatchKind("new events", Kind.EVENTS, events, false);
  }

  static BatchKind duplicates(int events) {
    return new BatchKind("all duplicates", Kind.EVENTS, events, true);
  }

  static BatchKind poison(int events) {
    return new BatchKind("all rejected", Kind.POISON, events, false);
  }
}
