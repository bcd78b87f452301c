package io.weir.powertools;

import io.weir.handler.StreamHandler;

/**
 * The Lambda function in which Powertools' batch utility walks the batch and builds the partial
 * answer, over Weir's store: deploy this class instead of {@link StreamHandler}.
 *
 * <p>Each event is written once, by a conditional write that is its own idempotency marker, many to
 * a call. It needs no second table.
 */
public final class PowertoolsStreamHandler extends StreamHandler {

  /** Starts as the environment says. Lambda calls this. */
  public PowertoolsStreamHandler() {
    super(PowertoolsWiring.batch());
  }
}
