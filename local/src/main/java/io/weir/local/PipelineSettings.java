package io.weir.local;

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
 * @param filters which records reach the function at all
 * @param onFailure where the mapping writes about what it gives up
 * @param onFailureUrl where its calls of SQS go for that; empty: to the endpoint itself
 * @param data where everything is kept between runs; empty: in memory
 * @param faults whether the function's calls cross a wire that can fail
 */
record PipelineSettings(
    int port,
    int shards,
    FunctionSettings function,
    MappingSettings mapping,
    Filters filters,
    Destination onFailure,
    Optional<URI> onFailureUrl,
    Optional<Path> data,
    boolean faults) {}
