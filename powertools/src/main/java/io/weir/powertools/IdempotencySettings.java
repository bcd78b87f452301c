package io.weir.powertools;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the environment says of Powertools' idempotency.
 *
 * @param table {@code IDEMPOTENCY_TABLE_NAME}, with the key {@code id}; required
 * @param expiration {@code IDEMPOTENCY_EXPIRATION}, how long a marker is remembered, a day by
 *     default; should be as long as the mapping delivers a record again
 */
record IdempotencySettings(String table, Duration expiration) {

  private static final String DISABLED = "POWERTOOLS_IDEMPOTENCY_DISABLED";
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Reads them.
   *
   * @throws InvalidIdempotencyException with one line that names the variable
   */
  static IdempotencySettings from(Map<String, String> environment) {
    String disabled = environment.getOrDefault(DISABLED, "").strip();
    if (!disabled.isEmpty() && !disabled.equalsIgnoreCase("false")) {
      throw new InvalidIdempotencyException(
          DISABLED + "=\"" + disabled + "\" is not allowed: Powertools would fail each record");
    }
    String table = environment.getOrDefault("IDEMPOTENCY_TABLE_NAME", "").strip();
    if (!TABLE.matcher(table).matches()) {
      throw new InvalidIdempotencyException(
          "IDEMPOTENCY_TABLE_NAME=\""
              + table
              + "\" is not allowed: the name of a table with the key id, 3 to 255 of "
              + "a-z A-Z 0-9 _ . -");
    }
    return new IdempotencySettings(table, expiration(environment));
  }

  private static Duration expiration(Map<String, String> environment) {
    String text = environment.getOrDefault("IDEMPOTENCY_EXPIRATION", "").strip();
    try {
      Duration expiration = text.isEmpty() ? Duration.ofDays(1) : Duration.parse(text);
      if (expiration.compareTo(SHORTEST) >= 0 && expiration.compareTo(LONGEST) <= 0) {
        return expiration;
      }
    } catch (DateTimeParseException e) {
      throw noExpiration(text);
    }
    throw noExpiration(text);
  }

  private static InvalidIdempotencyException noExpiration(String text) {
    return new InvalidIdempotencyException(
        "IDEMPOTENCY_EXPIRATION=\""
            + text
            + "\" is not allowed: an ISO duration such as P1D, from PT1M to P365D");
  }

  /** Says in one line why the function does not start. */
  static final class InvalidIdempotencyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Has no stack trace: the operator who sets variables reads the log, not the code. */
    InvalidIdempotencyException(String message) {
      super(message, null, false, false);
    }
  }
}
