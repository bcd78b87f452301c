package io.weir.local.mapping.engine;

import java.time.Instant;
import java.util.function.Supplier;

/** Where the mapping writes about a batch that it gave up on. */
@FunctionalInterface
public interface OnFailure {

  /**
   * Sends one pointer and returns once the destination has confirmed it.
   *
   * @throws RuntimeException if it is not confirmed; Lambda then goes on without it (ESM-33)
   */
  void send(String pointer);

  /**
   * Sends what this kind of destination receives: the pointer alone, unless it is a bucket.
   *
   * @throws RuntimeException if it is not confirmed; Lambda then goes on without it (ESM-33)
   */
  default void send(GivenUp batch) {
    send(batch.pointer());
  }

  /** No destination: what is given up is dropped without a word, as Lambda drops it (ESM-38). */
  static OnFailure nowhere() {
    return new Nowhere();
  }

  /** No destination. */
  record Nowhere() implements OnFailure {

    @Override
    public void send(String pointer) {
      throw new IllegalStateException("there is no destination");
    }
  }

  /**
   * A batch that the mapping gives up, as destinations are told about it.
   *
   * @param pointer what a queue receives: JSON without payload (ESM-26)
   * @param withPayload what a bucket receives: the same, and {@code payload}, a string that holds
   *     the JSON of the event (ESM-29)
   * @param shardId where its records are
   * @param at when it was given up: the message's timestamp
   */
  public record GivenUp(String pointer, Supplier<String> withPayload, String shardId, Instant at) {}
}
