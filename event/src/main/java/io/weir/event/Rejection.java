package io.weir.event;

/**
 * The verdict on a poison record: it can never be stored as it is.
 *
 * @param reason the stable code, for counting and grouping
 * @param detail where and what, for a person; never a part of the payload
 */
public record Rejection(Reason reason, String detail) implements Decoded {

  /**
   * Why a record can never be stored as it is. The names are stable: queues and alarms hold them.
   */
  public enum Reason {
    /** No bytes, or white space alone. */
    EMPTY,
    /** Not strict UTF-8: overlong, surrogates, truncated, UTF-16 or UTF-32. */
    NOT_UTF8,
    /** Starts with a byte order mark. */
    BYTE_ORDER_MARK,
    /** Not a JSON text by RFC 8259. */
    NOT_JSON,
    /** A JSON text with something behind it. */
    TRAILING_CONTENT,
    /** A JSON text, but no object. */
    NOT_AN_OBJECT,
    /** An object names a member twice. */
    DUPLICATE_KEY,
    /** A string escape holds half a surrogate pair, which no UTF-8 can carry. */
    LONE_SURROGATE,
    /** Nested deeper than a DynamoDB item may be. */
    TOO_DEEP,
    /** A number beyond DynamoDB's 38 digits or its magnitude. */
    NUMBER_OUT_OF_RANGE,
    /** A member's name is empty, or longer than DynamoDB allows. */
    INVALID_NAME,
    /** The item would be larger than DynamoDB's 400 KB. */
    TOO_LARGE,
    /**
     * The payload's identity is neither a string nor an integer, empty, or longer than 2048 bytes.
     */
    INVALID_EVENT_ID,
    /** The member {@code weir:origin} is there, but not as {@link OriginTag} writes it. */
    INVALID_ORIGIN,
    /** Another event with the same identity, the same partition key and other content is stored. */
    CONFLICT,
    /** An event of another partition key has the same identity, and is stored already. */
    ID_OF_ANOTHER_KEY,
    /** The decoder let it through, but the store's own rules refuse the item. */
    REFUSED_BY_STORE,
    /**
     * A KPL aggregate inside another packing, or what an older version, which did not unpack them,
     * has parked.
     */
    KPL_AGGREGATE,
    /** A KPL aggregate, gzip or zlib that is cut or broken. */
    CORRUPT_PACKING,
    /** Compressed bytes that inflate to more than 10 MiB. */
    INFLATES_TOO_LARGE,
    /** More than 10,000 events in one record. */
    TOO_MANY_EVENTS,
    /** {@code EVENTS} names a list, and the record has none there. */
    NO_EVENT_LIST
  }

  /**
   * The way out of the middle of a payload once its rejection is decided.
   *
   * <p>It carries no stack trace: poison is an everyday outcome, and a hostile producer must not be
   * able to make it expensive.
   */
  static final class Unstorable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    Unstorable(Rejection.Reason reason, String detail) {
      super(detail, null, false, false);
      this.rejection = new Rejection(reason, detail);
    }

    Rejection rejection() {
      return rejection;
    }
  }
}
