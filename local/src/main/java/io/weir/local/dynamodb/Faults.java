package io.weir.local.dynamodb;

/**
 * Decides what goes wrong with writes; reads always pass. Asked once for each write of a call, by
 * many threads at once. To make the table slow, wait inside.
 */
@FunctionalInterface
public interface Faults {

  /** Returns this write's fate. */
  Fault next(Write write);

  /** Nothing goes wrong. */
  static Faults none() {
    return NoFaults.INSTANCE;
  }

  /** Every write is refused because capacity is missing. */
  static Faults throttle() {
    return write -> Fault.THROTTLED;
  }
}
