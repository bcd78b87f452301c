package io.weir.handler.park;

/**
 * Who parked a record.
 *
 * @param functionArn the function, with its alias or version if it was invoked by one
 * @param requestId the invocation, as the function's log names it
 */
public record Invocation(String functionArn, String requestId) {}
