package io.weir.local.mapping.engine;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * A batch that the mapping gives up, as destinations are told about it.
 *
 * @param pointer what a queue receives: JSON without payload (ESM-26)
 * @param withPayload what a bucket receives: the same, and {@code payload}, a string that holds the
 *     JSON of the event (ESM-29)
 * @param shardId where its records are
 * @param at when it was given up: the message's timestamp
 */
public record GivenUp(String pointer, Supplier<String> withPayload, String shardId, Instant at) {}
