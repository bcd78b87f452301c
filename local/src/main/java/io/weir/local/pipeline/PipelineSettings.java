package io.weir.local.pipeline;

import io.weir.dynamodb.table.IndexDefinition.Throughput;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be started.
 *
 * @param port of the one endpoint on loopback; 0 for any that is free
 * @param shards of a stream that does not exist yet
 * @param function its own variables go over those that the pipeline sets
 * @param mapping between the stream and the function
 * @param state where everything is kept
 */
public record PipelineSettings(
    int port, int shards, FunctionSettings function, Mapping mapping, State state) {

  /**
   * Where everything is kept.
   *
   * @param data the directory for all services, between runs; empty: in memory
   * @param dynamoDb a server that keeps the tables instead; empty: the engine of this process
   * @param capacity what the table can take a second, which is enforced; empty: anything
   */
  public record State(Optional<Path> data, Optional<URI> dynamoDb, Optional<Throughput> capacity) {

    /** Returns the state that ends with the process. */
    public static State inMemory() {
      return new State(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /**
   * The mapping and its destination.
   *
   * @param filters which records reach the function at all
   * @param onFailure where the mapping writes about what it gives up
   * @param onFailureUrl where its calls of SQS go for that; empty: to the endpoint itself
   */
  public record Mapping(
      MappingSettings settings,
      Filters filters,
      Destination onFailure,
      Optional<URI> onFailureUrl) {}

  /** Where the mapping writes about what it gives up. */
  public enum Destination {
    /** The queue: pointers without payload. */
    SQS,
    /** The bucket: pointers with payload. */
    S3,
    /** Nowhere: what is given up is dropped. */
    NONE
  }
}
