package io.weir.local.lambda;

import java.util.Optional;

/**
 * What a function is invoked with.
 *
 * @param payload JSON
 * @param requestId of the invocation
 * @param clientContext JSON that a caller sent beside the event
 */
record Event(byte[] payload, String requestId, Optional<String> clientContext) {
  Event {
    Constraint.matches("requestId", requestId, "[\\w-]{1,128}");
    if (payload.length > Invocation.MAX_REQUEST_BYTES) {
      throw new IllegalArgumentException(
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(Invocation.MAX_REQUEST_BYTES));
    }
  }
}
