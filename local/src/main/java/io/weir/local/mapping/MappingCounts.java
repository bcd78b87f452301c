package io.weir.local.mapping;

/**
 * What a mapping has done since it was started.
 *
 * @param polled records read from the stream
 * @param invocations attempts that reached the function
 * @param finished records that were processed or given up: the mapping is past them
 * @param pointers messages that the destination confirmed
 * @param delivered records that those messages stand for
 * @param dropped records given up without a confirmed message: lost, unless they are stored
 * @param deliveryFailures messages that the destination did not confirm
 */
public record MappingCounts(
    long polled,
    long invocations,
    long finished,
    long pointers,
    long delivered,
    long dropped,
    long deliveryFailures) {}
