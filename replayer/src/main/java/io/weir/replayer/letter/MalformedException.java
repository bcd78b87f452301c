package io.weir.replayer.letter;

/** A member that is missing or makes no sense. Its message names the place, never the value. */
final class MalformedException extends Exception {

  private static final long serialVersionUID = 1;

  private final String problem;

  MalformedException(String message) {
    super(message);
    this.problem = message;
  }

  /** Returns the verdict on the whole message. */
  UnreadableMessage alien(UnreadableMessage.Kind kind) {
    return new UnreadableMessage(kind, problem);
  }
}
