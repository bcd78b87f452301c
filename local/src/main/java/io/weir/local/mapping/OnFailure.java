package io.weir.local.mapping;

/** Where the mapping writes about a batch that it gave up on. */
@FunctionalInterface
public interface OnFailure {

  /**
   * Sends one pointer and returns once the destination has confirmed it.
   *
   * @throws RuntimeException if it is not confirmed; Lambda then goes on without it (ESM-33)
   */
  void send(String pointer);
}
