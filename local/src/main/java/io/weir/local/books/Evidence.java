package io.weir.local.books;

import java.util.Map;

/**
 * All that can be seen, at one time at which nothing moves.
 *
 * @param stream what the stream has accepted
 * @param table what the table holds
 * @param queue what the dead-letter queue holds
 * @param bucket the bytes' hash, by position, of what the mapping has written to a bucket
 * @param discarded what was given up with a reason
 */
public record Evidence(
    StreamContents stream,
    TableContents table,
    QueueContents queue,
    Map<Position, Hash> bucket,
    Discarded discarded) {}
