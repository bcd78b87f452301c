package io.weir.local.kinesis;

/**
 * A record with its place.
 *
 * @param shardIndex its shard
 * @param ordinal its position there
 * @param record the record
 */
record LoggedRecord(int shardIndex, long ordinal, StoredRecord record) {}
