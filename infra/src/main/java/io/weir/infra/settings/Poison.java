package io.weir.infra.settings;

/** What the function does with a record that can never be stored: its variable {@code POISON}. */
public enum Poison {
  /** Reports it, so that the mapping bisects it out and writes a pointer. */
  REPORT,
  /** Sends it, payload and reason, to the dead-letter queue itself. */
  PARK
}
