package io.weir.event;

/** A variable of the environment with a value that is not allowed. The message is one line. */
public final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Has no stack trace: the operator who sets variables reads the log, not the code.
   *
   * @param allowed what the variable takes, for a person
   */
  public InvalidSettingException(String variable, String value, String allowed) {
    super(variable + "=\"" + value + "\" is not allowed: " + allowed, null, false, false);
  }
}
