package io.weir.infra.stack;

/**
 * What the function works with, and what alarms and the replayer refer to.
 *
 * @param source its mapping reads from
 * @param store it writes to
 * @param deadLetters it parks in
 * @param key all of them are encrypted under
 */
record Surroundings(EventSource source, EventStore store, DeadLetters deadLetters, DataKey key) {}
