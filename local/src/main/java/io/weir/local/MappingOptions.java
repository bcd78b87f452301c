package io.weir.local;

import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import io.weir.local.pipeline.PipelineSettings;
import io.weir.local.pipeline.PipelineSettings.Destination;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The event source mapping's settings as options; the defaults are those of the deployed stack. */
final class MappingOptions {

  private static final int NO_LIMIT = -1;
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "100",
      description = "Records a batch, 1 to 10000. Default: ${DEFAULT-VALUE}")
  private int batchSize;

  @Option(
      names = "--batch-window",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long to gather a batch, 0 to 300. Default: ${DEFAULT-VALUE}")
  private int batchWindow;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "2",
      description = "Further attempts, 0 to 10000; -1: no limit. Default: ${DEFAULT-VALUE}")
  private int retries;

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      defaultValue = "-1",
      description = "Oldest record to try, 60 to 604800; -1: no limit. Default: ${DEFAULT-VALUE}")
  private int maxAge;

  @Option(
      names = "--bisect",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Cut a failed batch in two. Default: ${DEFAULT-VALUE}")
  private boolean bisect;

  @Option(
      names = "--report",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Read the function's list of failed records. Default: ${DEFAULT-VALUE}")
  private boolean report;

  @Option(
      names = "--parallelization",
      paramLabel = "N",
      defaultValue = "1",
      description = "Lanes a shard, 1 to 10. Default: ${DEFAULT-VALUE}")
  private int parallelization;

  @Option(
      names = "--starting-position",
      paramLabel = "POSITION",
      defaultValue = "TRIM_HORIZON",
      description = "TRIM_HORIZON, LATEST, or a time. Default: ${DEFAULT-VALUE}")
  private String startingPosition = "";

  @Option(
      names = "--filter",
      paramLabel = "PATTERN",
      description =
          "Only records that match reach the function, such as"
              + " '{\"data\":{\"type\":[\"order\"]}}'. Up to 5, one is enough.")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--on-failure",
      paramLabel = "sqs|s3|none",
      defaultValue = "sqs",
      description = "Who is told about what is given up. Default: ${DEFAULT-VALUE}")
  private String onFailure = "";

  @Option(
      names = "--on-failure-url",
      paramLabel = "URL",
      description =
          "Where the mapping's own calls of SQS go, such as a proxy that breaks some. Default: the"
              + " endpoint itself")
  private @Nullable URI onFailureUrl;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Returns the mapping, or says which option is wrong. */
  PipelineSettings.Mapping mapping() {
    return new PipelineSettings.Mapping(settings(), filters(), onFailure(), onFailureUrl());
  }

  /** Returns the settings, or says which option is wrong. */
  MappingSettings settings() {
    try {
      return MappingSettings.awsDefaults().toBuilder()
          .batchSize(batchSize)
          .batchWindow(Duration.ofSeconds(batchWindow))
          .maximumRetryAttempts(retries == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(retries))
          .maximumRecordAge(
              maxAge == NO_LIMIT ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAge)))
          .bisect(bisect)
          .reportBatchItemFailures(report)
          .parallelizationFactor(parallelization)
          .startingPosition(startingPosition())
          .build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns which records reach the function at all, or says which pattern is wrong. */
  Filters filters() {
    try {
      return Filters.of(patterns);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--filter: " + e.getMessage(), e);
    }
  }

  /** Returns where the mapping writes about what it gives up. */
  Destination onFailure() {
    try {
      return Destination.valueOf(onFailure.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--on-failure is sqs, s3 or none, not " + onFailure, e);
    }
  }

  /** Returns where the mapping sends to a queue, unless straight to the endpoint. */
  Optional<URI> onFailureUrl() {
    Optional<URI> url = Optional.ofNullable(onFailureUrl);
    if (url.isPresent() && !isAddress(url.get())) {
      throw new ParameterException(
          spec.commandLine(),
          "--on-failure-url must be a URL such as http://127.0.0.1:9000, not " + onFailureUrl);
    }
    return url;
  }

  /** Returns whether the SDK can send to it; what it cannot, it says with a stack trace. */
  private static boolean isAddress(URI url) {
    return url.getScheme() != null
        && url.getScheme().matches("(?i)https?")
        && url.getHost() != null
        && url.getPort() <= MOST_PORT;
  }

  private StartingPosition startingPosition() {
    return switch (startingPosition.toUpperCase(Locale.ROOT)) {
      case "TRIM_HORIZON" -> new StartingPosition.TrimHorizon();
      case "LATEST" -> new StartingPosition.Latest();
      default -> new StartingPosition.AtTimestamp(timestamp());
    };
  }

  private Instant timestamp() {
    try {
      Instant time = Instant.parse(startingPosition);
      return Instant.ofEpochMilli(time.toEpochMilli()); // records have milliseconds, and no more
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--starting-position is TRIM_HORIZON, LATEST, or a time such as 2026-01-31T12:00:00Z, not "
              + startingPosition,
          e);
    }
  }
}
