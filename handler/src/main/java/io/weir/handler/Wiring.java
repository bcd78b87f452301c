package io.weir.handler;

import io.weir.handler.RecordHandler.KinesisBatch;
import java.util.function.Function;

/**
 * How a batch is walked through and how a repeated effect is recognised: the two seams at which
 * Powertools plugs in.
 *
 * @param batching makes the walk for one invocation, out of what handles a single record
 * @param once the guard around the store, where records are handled one by one
 */
public record Wiring(Function<RecordHandler, KinesisBatch> batching, IdempotencyGuard once) {

  /** Returns Weir's own: the whole batch at once, and the store as the only guard. */
  public static Wiring own() {
    return new Wiring(RecordHandler::together, IdempotencyGuard.BY_THE_STORE);
  }
}
