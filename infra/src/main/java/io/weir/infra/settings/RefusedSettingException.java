package io.weir.infra.settings;

/** Says in one line which setting is refused, why, and what to do instead. */
public final class RefusedSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RefusedSettingException(String message) {
    super(message);
  }

  RefusedSettingException(String option, Object value, String wanted) {
    super(option + "=" + value + ": " + wanted);
  }
}
