package io.weir.replayer.act;

/**
 * What a run works with.
 *
 * @param route where the records go
 * @param proof tells what became of them
 * @param pace how fast they go
 * @param stop whether to begin nothing more
 * @param progress is told how it gets on
 */
public record RedriveServices(Route route, Proof proof, Pace pace, Stop stop, Progress progress) {}
