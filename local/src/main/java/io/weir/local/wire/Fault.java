package io.weir.local.wire;

import java.time.Duration;

/**
 * One thing that goes wrong with one request.
 *
 * @param kind what it is
 * @param delay how long the request is held up first; may be zero
 */
public record Fault(FaultKind kind, Duration delay) {}
