package io.weir.replayer.journal;

/** The answer to a run that wants to work on a record. */
public sealed interface Claim {

  /** The record is this run's. */
  record Granted() implements Claim {}

  /**
   * Another run works on it.
   *
   * @param owner that run, with who started it, for a person
   */
  record Held(String owner) implements Claim {}

  /** Another run has stored it since this one looked. */
  record Done(String detail) implements Claim {}
}
