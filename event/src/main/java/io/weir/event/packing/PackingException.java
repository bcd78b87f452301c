package io.weir.event.packing;

/**
 * A packing that was recognised and cannot be undone. It has no stack trace: a hostile producer
 * must not be able to make it expensive.
 */
public final class PackingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /**
   * Makes one.
   *
   * @param message where and what, for a person; never a part of the payload
   */
  public PackingException(Fault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  /** Returns what is wrong with it. */
  public Fault fault() {
    return fault;
  }

  /** What can be wrong with a packing. */
  public enum Fault {
    /** It breaks its own format: it was cut, altered, or has something behind its end. */
    CORRUPT,
    /** It inflates to more bytes than are allowed. */
    TOO_LARGE,
    /** It holds more values than are allowed. */
    TOO_MANY,
    /** The list of values is not where it should be, or is no list. */
    NO_LIST,
    /** It holds nothing. */
    EMPTY
  }
}
