package io.weir.replayer.doctor;

/**
 * The result of one check.
 *
 * @param level how bad it is
 * @param check what was looked at, in a few words
 * @param message what was found
 * @param advice what to do; empty if nothing
 */
public record Finding(Level level, String check, String message, String advice) {

  /** How bad a finding is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Works, but will hurt one day. */
    WARN,
    /** Data will be lost. */
    FAIL,
    /** Could not be looked at. */
    UNKNOWN
  }

  static Finding ok(String check, String message) {
    return new Finding(Level.OK, check, message, "");
  }

  static Finding warn(String check, String message, String advice) {
    return new Finding(Level.WARN, check, message, advice);
  }

  static Finding fail(String check, String message, String advice) {
    return new Finding(Level.FAIL, check, message, advice);
  }

  /** Makes a finding about what could not be looked at. */
  public static Finding unknown(String check, String message, String advice) {
    return new Finding(Level.UNKNOWN, check, message, advice);
  }
}
