package io.weir.replayer.letter;

import java.time.Instant;

/**
 * A record of the stream, or one of its events, with its payload, wherever that was found: in the
 * stream, in a parked record, in an export.
 *
 * @param coordinates where it stands in the stream
 * @param partitionKey the producer's key
 * @param payload the raw bytes, possibly none
 * @param arrivedAt when the stream accepted it, in milliseconds' precision
 */
public record RecoveredRecord(
    Coordinates coordinates, String partitionKey, Bytes payload, Instant arrivedAt) {}
