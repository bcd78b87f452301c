package io.weir.replayer.recover;

/** A call of the stream that failed, sorted by what recovery does about it. */
public final class StreamException extends Exception {

  private static final long serialVersionUID = 1;

  /** What recovery does about a failure. */
  public enum Kind {
    /** Too many calls, or a passing fault: wait and call again. */
    SLOW_DOWN,
    /** The iterator is too old: make another one. */
    ITERATOR_EXPIRED,
    /** The shard or the stream is there no more. */
    GONE,
    /** The number does not belong there, or is trimmed already. */
    INVALID,
    /** Not allowed, no network, or not understood: report it. */
    FAILED
  }

  private final Kind kind;

  /** Makes one with a message for a person. */
  public StreamException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Makes one with a message for a person. */
  public StreamException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Returns what to do about it. */
  public Kind kind() {
    return kind;
  }
}
