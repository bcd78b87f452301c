package io.weir.local.kinesis;

import java.util.Optional;

/**
 * A shard as a consumer needs it: what it is called and what must be read before it.
 *
 * @param shardId its name in the stream
 * @param parent the shard that was split, or the left one that was merged
 * @param adjacentParent the right one that was merged
 * @param closed accepts no more records
 */
public record ShardView(
    String shardId, Optional<String> parent, Optional<String> adjacentParent, boolean closed) {}
