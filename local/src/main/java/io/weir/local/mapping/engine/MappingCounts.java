package io.weir.local.mapping.engine;

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
 * @param filtered records that the filters took out
 * @param invoked records handed to the function, counted again at each attempt
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors Lambda's metrics (ESM-34)
public record MappingCounts(
    long polled,
    long invocations,
    long finished,
    long pointers,
    long delivered,
    long dropped,
    long deliveryFailures,
    long filtered,
    long invoked) {

  /** Nothing was done. */
  public static MappingCounts none() {
    return new MappingCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Adds what another run of the same mapping has done. */
  public MappingCounts plus(MappingCounts other) {
    return new MappingCounts(
        polled + other.polled,
        invocations + other.invocations,
        finished + other.finished,
        pointers + other.pointers,
        delivered + other.delivered,
        dropped + other.dropped,
        deliveryFailures + other.deliveryFailures,
        filtered + other.filtered,
        invoked + other.invoked);
  }
}
