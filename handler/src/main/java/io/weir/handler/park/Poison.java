package io.weir.handler.park;

import io.weir.event.Rejection;
import io.weir.event.StreamRecord;

/**
 * A record that can never be stored as it is.
 *
 * @param record the record's own coordinates and raw bytes, not its origin
 * @param streamArn the stream it was read from
 * @param rejection why it cannot be stored
 */
public record Poison(StreamRecord record, String streamArn, Rejection rejection) {}
