package io.weir.event;

/** A value that a pointer leads to, as far as it can name an event or its time. */
sealed interface Scalar {

  /** A string. */
  record Text(String text) implements Scalar {}

  /**
   * A number.
   *
   * @param literal as the payload has it
   * @param integer whether it has neither a fraction nor an exponent
   */
  record Numeral(String literal, boolean integer) implements Scalar {}

  /** The value null. */
  record Null() implements Scalar {}

  /** A boolean, a list or an object. */
  record Other() implements Scalar {}
}
