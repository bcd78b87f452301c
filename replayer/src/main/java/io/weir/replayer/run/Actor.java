package io.weir.replayer.run;

/**
 * Who acts, and why.
 *
 * @param name as in {@code maria@bastion}
 * @param reason in the actor's words; empty where none is asked for
 */
public record Actor(String name, String reason) {}
