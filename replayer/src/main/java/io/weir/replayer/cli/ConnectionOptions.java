package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.PipelineLookup;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which pipeline is meant, and where it is. */
public final class ConnectionOptions {

  @Option(names = "--queue", paramLabel = "NAME|URL", description = "The dead-letter queue.")
  private @Nullable String queue;

  @Option(
      names = "--stream",
      paramLabel = "NAME|ARN",
      description = "The stream that pointers may point into.")
  private @Nullable String stream;

  @Option(
      names = "--function",
      paramLabel = "NAME|ARN",
      description = "The function whose dead letters these are.")
  private @Nullable String function;

  @Option(names = "--table", paramLabel = "NAME", description = "The table that events go to.")
  private @Nullable String table;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "Read the four above from this CloudFormation stack's outputs.")
  private @Nullable String stack;

  @Mixin private PlaceOptions place;

  /** Returns clients for what was named; they are made when used. */
  public AwsClients clients() {
    return place.clients();
  }

  /** Returns what was named. */
  PipelineLookup.Named named() {
    return new PipelineLookup.Named(
        Optional.ofNullable(queue),
        Optional.ofNullable(stream),
        Optional.ofNullable(function),
        Optional.ofNullable(table),
        Optional.ofNullable(stack));
  }
}
