package io.weir.replayer.doctor;

import java.time.Duration;
import java.util.Optional;

/**
 * What a dead-letter queue is set to.
 *
 * @param name its name
 * @param retention how long it keeps a message; absent if it does not say
 * @param waiting how many messages it has, about
 * @param redrives whether it moves messages on that were received too often
 */
public record QueueFacts(
    String name, Optional<Duration> retention, long waiting, boolean redrives) {}
