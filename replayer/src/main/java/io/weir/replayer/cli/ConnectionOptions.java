package io.weir.replayer.cli;

import io.weir.event.EventSettings;
import io.weir.event.InvalidSettingException;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.PipelineLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description =
          "A variable of the function's environment, such as EVENT_ID=/id, or 'defaults':"
              + " where the function may not be read.")
  private @Nullable List<String> settings;

  @Mixin private PlaceOptions place;

  /** Returns how the function makes events of records, if that was stated. */
  Optional<EventSettings> events() {
    if (settings == null) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      if (parts.length == 2 && EventSettings.VARIABLES.contains(parts[0])) {
        variables.put(parts[0], parts[1]);
      } else if (!setting.equals("defaults")) {
        throw new Stop(
            Exit.USAGE,
            "--setting %s: not defaults, and no value of %s"
                .formatted(setting, String.join(", ", EventSettings.VARIABLES)));
      }
    }
    try {
      return Optional.of(EventSettings.from(variables));
    } catch (InvalidSettingException e) {
      throw new Stop(Exit.USAGE, "--setting " + e.getMessage(), e);
    }
  }

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
