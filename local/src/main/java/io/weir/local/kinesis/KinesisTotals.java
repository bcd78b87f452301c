package io.weir.local.kinesis;

/**
 * What passed through since the start of the process, for a live line.
 *
 * @param accepted records put
 * @param refused records turned away by a shard's limits
 * @param read records handed out, each time again
 */
public record KinesisTotals(long accepted, long refused, long read) {}
