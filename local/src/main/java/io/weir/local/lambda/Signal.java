package io.weir.local.lambda;

/** Something that happened to an instance. */
sealed interface Signal {

  /** The runtime asked for the next event: it is up, or done with the last one. */
  record Ready() implements Signal {}

  /** The runtime reported how the current invocation ended. */
  record Answered(Invocation outcome) implements Signal {}

  /** The runtime could not bring the function up. */
  record InitFailed(Invocation.Failed failure) implements Signal {}

  /** The process ended. */
  record Exited(int code) implements Signal {}

  /** Nothing happened in the time that was left. */
  record TimedOut() implements Signal {}

  /** The calling thread was interrupted; its flag is set again. */
  record Interrupted() implements Signal {}
}
