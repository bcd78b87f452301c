package io.weir.local.lambda;

/** A limit on a parameter, refused in the words that AWS uses. */
final class Constraint {

  private Constraint() {}

  static void atLeast(String parameter, long value, long least) {
    if (value < least) {
      throw violated(
          parameter,
          Long.toString(value),
          "Member must have value greater than or equal to " + least);
    }
  }

  static void atMost(String parameter, long value, long most) {
    if (value > most) {
      throw violated(
          parameter, Long.toString(value), "Member must have value less than or equal to " + most);
    }
  }

  static void matches(String parameter, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw violated(
          parameter, value, "Member must satisfy regular expression pattern: " + pattern);
    }
  }

  private static IllegalArgumentException violated(
      String parameter, String value, String constraint) {
    return new IllegalArgumentException(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, parameter, constraint));
  }
}
