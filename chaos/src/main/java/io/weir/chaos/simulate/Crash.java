package io.weir.chaos.simulate;

/** The end of a process, in the middle of whatever it did. Nothing of it may run any more. */
final class Crash extends Error {

  private static final long serialVersionUID = 1;

  Crash() {
    super("the process died", null, false, false);
  }
}
