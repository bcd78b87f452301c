package io.weir.powertools;

import io.weir.handler.StreamHandler;

/**
 * The Lambda function in which Powertools' batch utility walks the batch, and its idempotency
 * utility guards each event's effect by a marker in a table of its own.
 *
 * <p>It is for effects other than the item, which no conditional write guards. For the item alone
 * {@link PowertoolsStreamHandler} does the same with a third of the calls. Its limits:
 *
 * <ul>
 *   <li>three calls an event, one after the other: marker, effect, marker;
 *   <li>a process that dies leaves a marker that holds its event until that invocation's time-out;
 *       the next invocation waits for it as long as its own time allows;
 *   <li>once the marker is done, the event is not stored again for {@code IDEMPOTENCY_EXPIRATION},
 *       even if its item was deleted; after that the conditional write alone guards it.
 * </ul>
 *
 * <p>{@link IdempotencySettings} has its variables, besides those of the function.
 */
public final class PowertoolsIdempotentStreamHandler extends StreamHandler {

  /** Starts as the environment says, and fails with one line if the table cannot be used. */
  public PowertoolsIdempotentStreamHandler() {
    super(PowertoolsWiring.idempotent(IdempotencySettings.from(System.getenv())));
  }
}
