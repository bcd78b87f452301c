package io.weir.handler;

/**
 * A guard around an effect that runs it unless it has been done.
 *
 * <p>The effect throws when it failed; the guard must then forget the key and throw as well. What
 * it cannot find out it throws as a {@link GuardException}: the event then counts as failed.
 */
@FunctionalInterface
public interface IdempotencyGuard {

  /** The guard of a store that is idempotent by itself: it always runs the effect. */
  IdempotencyGuard BY_THE_STORE = (key, effect) -> effect.run();

  /** Runs the effect unless the key is done. */
  void run(String key, Runnable effect);

  /** Tells why a guard could not tell whether an effect was done. */
  final class GuardException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Has no stack trace, which would be one for each record.
     *
     * @param message one line that is safe to log: it quotes no payload
     */
    public GuardException(String message, Throwable cause) {
      super(message, cause, false, false);
    }
  }
}
