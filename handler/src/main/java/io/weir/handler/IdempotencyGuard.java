package io.weir.handler;

/**
 * A guard around an effect that runs it unless it has been done.
 *
 * <p>The effect throws when it failed; the guard must then forget the key and throw as well.
 */
@FunctionalInterface
public interface IdempotencyGuard {

  /** The guard of a store that is idempotent by itself: it always runs the effect. */
  IdempotencyGuard BY_THE_STORE = (key, effect) -> effect.run();

  /** Runs the effect unless the key is done. */
  void run(String key, Runnable effect);
}
