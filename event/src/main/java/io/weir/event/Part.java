package io.weir.event;

import java.util.Optional;

/**
 * The bytes of one event inside a record, before it is known whether they are one.
 *
 * @param place where it stands in the record that was taken apart: {@code #k} or {@code #k.m};
 *     empty where the record is one event. Its origin has another place if it was put again
 * @param record its own origin, partition key and bytes, without any packing
 * @param refused why it could not be unpacked, where that is so
 */
public record Part(String place, StreamRecord record, Optional<Rejection> refused) {}
