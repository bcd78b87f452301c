package io.weir.local.mapping.engine;

import java.util.function.Consumer;

/**
 * What a mapping connects.
 *
 * @param target the function
 * @param onFailure where pointers go
 * @param checkpoints how far each shard is done, kept as long as the stream is
 * @param warnings receives one line whenever something outside the function fails
 */
public record Wiring(
    Source source,
    Target target,
    OnFailure onFailure,
    Checkpoints checkpoints,
    Consumer<String> warnings) {

  /**
   * The stream.
   *
   * @param identity what the function is told about it
   * @param records where its records are read
   */
  public record Source(StreamIdentity identity, RecordSource records) {}

  /**
   * What an event says about where it came from.
   *
   * @param streamArn what the mapping points at
   * @param region of the stream
   * @param invokeIdentityArn the function's execution role
   */
  public record StreamIdentity(String streamArn, String region, String invokeIdentityArn) {}
}
