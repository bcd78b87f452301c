package io.weir.local.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** An event on its way to an instance, with what the runtime is told beside it. */
record NextInvocation(Event event, String functionArn, Instant started, Instant deadline) {

  /** A trace header that is the same whenever the same request is made at the same time. */
  String traceId() {
    String id =
        UUID.nameUUIDFromBytes(event.requestId().getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "");
    return "Root=1-%08x-%s;Parent=%s;Sampled=0"
        .formatted(started.getEpochSecond(), id.substring(0, 24), id.substring(16));
  }
}
