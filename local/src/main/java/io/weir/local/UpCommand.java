package io.weir.local;

import io.weir.dynamodb.table.IndexDefinition.Throughput;
import io.weir.local.books.QueueContents;
import io.weir.local.books.TableContents;
import io.weir.local.console.Session;
import io.weir.local.mapping.engine.MappingCounts;
import io.weir.local.pipeline.Clients;
import io.weir.local.pipeline.Pipeline;
import io.weir.local.pipeline.PipelineSettings;
import io.weir.local.pipeline.PipelineSettings.Destination;
import io.weir.local.pipeline.PipelineSettings.State;
import io.weir.local.pipeline.Resources;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Starts the pipeline and keeps it running until Ctrl-C. */
@Command(
    name = "up",
    description = "Start Kinesis, DynamoDB, SQS, S3, Lambda and the mapping behind one endpoint.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class UpCommand implements Callable<Integer> {

  private static final Pattern UNITS = Pattern.compile("([0-9]{1,5}),([0-9]{1,5})");
  private static final int MOST_UNITS = 40_000;
  private static final Duration LOOK = Duration.ofMillis(500);

  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "Of the endpoint on 127.0.0.1; 0: any that is free. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of EventStream, when it is created. Default: ${DEFAULT-VALUE}")
  private int shards;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in this directory between runs. Default: in memory")
  private @Nullable Path data;

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      description =
          "A DynamoDB server that keeps the tables, such as DynamoDB Local. Default: the engine"
              + " in this process")
  private @Nullable URI dynamoDb;

  @Option(
      names = "--table-capacity",
      paramLabel = "READ,WRITE",
      description =
          "Units a second that the table can take, each 1 to 40000; what goes beyond is throttled,"
              + " as by AWS. What a table leaves unused is kept for five minutes. Default: no limit")
  private @Nullable String capacity;

  @Mixin private FunctionOptions function;

  @Mixin private MappingOptions mapping;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (shards < 1 || shards > 1_000) {
      throw new ParameterException(
          spec.commandLine(), "--shards must be between 1 and 1000, not " + shards);
    }
    if (data != null && data.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--data must name a directory");
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port must be between 0 and 65535, not " + port);
    }
    if (dynamoDb != null && !dynamoDb.toString().matches("https?://[^/]+/?")) {
      throw new ParameterException(
          spec.commandLine(), "--dynamodb is a URL such as http://127.0.0.1:8000, not " + dynamoDb);
    }
    Optional<Throughput> units = Optional.ofNullable(capacity).map(this::units);
    PipelineSettings settings =
        new PipelineSettings(
            port,
            shards,
            function.settings(Map.of()),
            mapping.mapping(),
            new State(Optional.ofNullable(data), Optional.ofNullable(dynamoDb), units));
    Instant begin = Instant.now();
    try (Session session = Session.start(settings, function.openLog(), spec.commandLine())) {
      introduce(session, settings, Duration.between(begin, Instant.now()));
      while (session.pause(LOOK)) {
        showCounters(session);
      }
    }
    return 0;
  }

  private Throughput units(String text) {
    if (dynamoDb != null) {
      throw new ParameterException(
          spec.commandLine(), "--table-capacity is for the engine of this process, not --dynamodb");
    }
    Matcher units = UNITS.matcher(text);
    if (units.matches()) {
      long read = Long.parseLong(units.group(1));
      long write = Long.parseLong(units.group(2));
      if (Math.min(read, write) >= 1 && Math.max(read, write) <= MOST_UNITS) {
        return new Throughput(read, write);
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "--table-capacity is units to read and to write, each 1 to 40000, such as 10,5, not "
            + text);
  }

  private static void showCounters(Session session) {
    try {
      if (session.line().isLive()) {
        session.line().show(counters(session.pipeline()));
      }
    } catch (SdkException e) {
      if (session.pause(Duration.ZERO)) {
        throw e; // the services are not being stopped, so they must answer
      }
    }
  }

  /**
   * Returns one line of at most 79 columns while the figures stay below a million: what this run
   * has done, then what the table and the queue hold, of earlier runs too.
   */
  private static String counters(Pipeline pipeline) {
    MappingCounts counts = pipeline.counts();
    return String.format(
        Locale.ROOT,
        "this run: put %,d  done %,d  calls %,d | table %,d  queue %,d",
        pipeline.accepted(),
        counts.finished(),
        counts.invocations(),
        TableContents.count(pipeline.clients().dynamoDb(), Resources.TABLE),
        QueueContents.depth(pipeline.clients().sqs(), pipeline.queueUrl()));
  }

  private void introduce(Session session, PipelineSettings settings, Duration took) {
    Pipeline pipeline = session.pipeline();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "export AWS_ENDPOINT_URL=%s AWS_REGION=%s AWS_DEFAULT_REGION=%s%n"
            + "export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local%n",
        pipeline.uri(), Clients.REGION, Clients.REGION);
    out.printf("# stream   %s%n", Resources.STREAM);
    out.printf("# table    %s, index byPartitionKey%n", Resources.TABLE);
    out.printf("# queue    %s%n", pipeline.queueUrl());
    if (settings.mapping().onFailure() == Destination.S3) {
      out.printf("# bucket   %s%n", Resources.BUCKET);
    }
    out.printf("# function %s%n", Resources.FUNCTION);
    out.printf("# mapping  %s%n", pipeline.mapping());
    out.printf("# its log  %s%n", session.logFile());
    out.printf("ready after %.1f s; Ctrl-C stops it%n", took.toMillis() / 1_000.0);
    out.flush();
  }
}
