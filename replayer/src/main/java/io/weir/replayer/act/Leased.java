package io.weir.replayer.act;

/**
 * A message that is this run's for a time.
 *
 * @param message its id
 * @param receipt the handle by which the lease is extended and the message deleted
 * @param body its text
 */
public record Leased(String message, String receipt, String body) {}
