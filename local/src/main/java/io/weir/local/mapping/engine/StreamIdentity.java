package io.weir.local.mapping.engine;

/**
 * What an event says about where it came from.
 *
 * @param streamArn what the mapping points at
 * @param region of the stream
 * @param invokeIdentityArn the function's execution role
 */
public record StreamIdentity(String streamArn, String region, String invokeIdentityArn) {}
