package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.AwsClients.AwsSettings;
import io.weir.replayer.aws.Discovery;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where AWS is: all that a command needs whose plan names the rest. */
final class PlaceOptions {

  @Option(names = "--region", paramLabel = "NAME", description = "The AWS region.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile of the AWS configuration files, before the environment's keys.")
  private @Nullable String profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Instead of AWS's own endpoints.")
  private @Nullable URI endpoint;

  /** Returns clients; they are made when used. */
  AwsClients clients() {
    if (endpoint != null && !Discovery.isAddress(endpoint)) {
      throw new Stop(
          Exit.USAGE, "--endpoint-url must be as http://localhost:4566, not " + endpoint);
    }
    AwsSettings settings =
        new AwsSettings(
            Optional.ofNullable(region),
            Optional.ofNullable(profile),
            Optional.ofNullable(endpoint));
    if (settings.isProfileUnknown()) {
      throw new Stop(
          Exit.NO_ACCESS, "--profile " + profile + ": the AWS configuration files do not have it");
    }
    return new AwsClients(settings);
  }
}
