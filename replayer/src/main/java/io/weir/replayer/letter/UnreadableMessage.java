package io.weir.replayer.letter;

/**
 * A message that cannot be understood. It is shown and counted, never acted upon, never deleted.
 *
 * @param kind what is wrong with it
 * @param detail where, for a person; never a part of the message
 */
public record UnreadableMessage(Kind kind, String detail) implements DeadLetter {

  /** Why a message cannot be understood. */
  public enum Kind {
    /** No bytes, or white space alone. */
    EMPTY,
    /** Not a JSON object; cut off, or of another tool. */
    NOT_JSON,
    /** JSON, but of no shape that is known here. */
    UNKNOWN_SHAPE,
    /** It has a pointer's members, but not all of them, or with values that make no sense. */
    BROKEN_POINTER,
    /** It says that it is a parked record, but is not whole. */
    BROKEN_PARKED_RECORD,
    /** It says that it is an export, but is not whole, or its hashes do not match. */
    BROKEN_EXPORT,
    /** A pointer into something that is no Kinesis stream, or a failed asynchronous invocation. */
    OTHER_SOURCE
  }
}
