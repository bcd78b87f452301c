package io.weir.local.mapping.engine;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a mapping connects.
 *
 * @param stream what the function is told about the source
 * @param source where records are read
 * @param target the function
 * @param onFailure where pointers go
 * @param checkpoints how far each shard is done, kept as long as the stream is
 * @param clock for record ages, windows and timestamps
 * @param warnings receives one line whenever something outside the function fails
 */
public record Wiring(
    StreamIdentity stream,
    RecordSource source,
    Target target,
    OnFailure onFailure,
    Checkpoints checkpoints,
    InstantSource clock,
    Consumer<String> warnings) {}
