package io.weir.local.mapping.api;

import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import java.util.Optional;

/**
 * What a mapping connects, and how.
 *
 * @param functionArn the function's, with its qualifier if it was given one
 * @param eventSourceArn the stream's
 * @param destinationArn of the on-failure destination
 * @param enabled whether it polls
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors CreateEventSourceMapping
public record Definition(
    String functionArn,
    String eventSourceArn,
    MappingSettings settings,
    Filters filters,
    Optional<String> destinationArn,
    boolean enabled) {

  Definition to(String otherFunctionArn) {
    return new Definition(
        otherFunctionArn, eventSourceArn, settings, filters, destinationArn, enabled);
  }
}
