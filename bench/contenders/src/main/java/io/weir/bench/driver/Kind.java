package io.weir.bench.driver;

/** What a batch is made of. */
public enum Kind {
  /** Events as a device sends them. */
  EVENTS,
  /** Records that no event can be read from. */
  POISON
}
