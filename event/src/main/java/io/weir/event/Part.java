package io.weir.event;

import java.util.Optional;

/**
 * The bytes of one event inside a record, before it is known whether they are one.
 *
 * @param record its own origin, partition key and bytes, without any packing
 * @param refused why it could not be unpacked, where that is so
 */
public record Part(StreamRecord record, Optional<Rejection> refused) {}
