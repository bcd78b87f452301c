package io.weir.local.pipeline;

import io.weir.dynamodb.fault.Faults;
import io.weir.local.account.CloudFormation;
import io.weir.local.account.CloudWatch;
import io.weir.local.account.Sts;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.local.http.Endpoint;
import io.weir.local.http.StartException;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import io.weir.local.lambda.Function;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.lambda.Lambda;
import io.weir.local.mapping.api.Definition;
import io.weir.local.mapping.api.EventSourceMappings;
import io.weir.local.mapping.api.Registry;
import io.weir.local.mapping.engine.MappingCounts;
import io.weir.local.s3.S3;
import io.weir.local.sqs.Sqs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Everything at work: the services behind one endpoint, the stream, the table, the queue, the
 * function, and the mapping that connects them.
 */
public final class Pipeline implements AutoCloseable {

  /** How long a command has to ask for its first event before something is said about it. */
  private static final Duration COME_UP = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Consumer<String> warnings;
  private final Endpoint endpoint;
  private final Kinesis kinesis;
  private final Clients clients;
  private final String queueUrl;
  private final S3 s3;
  private final DynamoDb dynamoDb;
  private final Registry mappings;
  private final UUID mapping;

  private Pipeline(
      PipelineSettings settings, Consumer<String> functionLog, Consumer<String> warnings) {
    this.warnings = warnings;
    try {
      endpoint = opened(Endpoint.bind(settings.port()));
      Optional<Path> data = settings.state().data();
      data.ifPresent(OwnersData::prepare);
      CompletableFuture<Sqs> starting = startSqs(data);
      dynamoDb = opened(dynamoDb(settings.state()));
      kinesis = opened(kinesis(data));
      Lambda lambda = opened(new Lambda(Clients.ACCOUNT, Clients.REGION));
      s3 = s3(data);
      clients = opened(Clients.of(endpoint.uri()));
      Sqs sqs = joined(starting);
      SqsClient destination = destination(settings.mapping());
      mappings = mappings(lambda, destination, data.map(dir -> dir.resolve("mappings")));
      endpoint
          .serve("kinesis", kinesis)
          .serve("dynamodb", dynamoDb)
          .serve("sqs", sqs)
          .serve("lambda", lambda)
          .serve("mappings", new EventSourceMappings(mappings))
          .serve("sts", new Sts(Clients.ACCOUNT))
          .serve("cloudwatch", new CloudWatch())
          .serve("s3", s3)
          .start();
      Resources.ensureStream(clients.kinesis(), settings.shards());
      Resources.ensureTable(clients.dynamoDb(), settings.state().capacity());
      settings.state().capacity().ifPresent(it -> tableFaults().enforceCapacity(Resources.TABLE));
      queueUrl = Resources.ensureQueue(clients.sqs());
      Function function = opened(function(settings.function(), functionLog));
      comeUp(function);
      lambda.register(function);
      opened(mappings);
      mapping = startMapping(settings.mapping(), function);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private SqsClient destination(PipelineSettings.Mapping mapping) {
    return mapping.onFailureUrl().map(url -> opened(Clients.sqs(url))).orElse(clients.sqs());
  }

  /**
   * Starts everything, and returns once records can be put.
   *
   * @param functionLog receives what the function prints, line by line
   * @param warnings receives a line whenever something outside the function fails
   * @throws io.weir.local.http.StartException with one line that says what to do
   */
  public static Pipeline start(
      PipelineSettings settings, Consumer<String> functionLog, Consumer<String> warnings) {
    return new Pipeline(settings, functionLog, warnings);
  }

  /** Returns where every service answers. */
  public URI uri() {
    return endpoint.uri();
  }

  /** Returns SDK clients for the endpoint, closed with the pipeline. */
  public Clients clients() {
    return clients;
  }

  public String queueUrl() {
    return queueUrl;
  }

  /** Returns how many records the stream has accepted since it was started. */
  public long accepted() {
    return kinesis.totals().accepted();
  }

  /** Returns what the mapping has done. */
  public MappingCounts counts() {
    return mappings.counts(mapping);
  }

  /** Returns the mapping's id. */
  public UUID mapping() {
    return mapping;
  }

  /** Returns what goes wrong with the tables: nothing, until a caller wants it. */
  Faults tableFaults() {
    return dynamoDb.faults();
  }

  /** Stops everything, last started first; one that cannot stop does not keep the others. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      AutoCloseable next = started.pop();
      try {
        next.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        warnings.accept("stopping " + next.getClass().getSimpleName() + " failed: " + e);
      }
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    started.push(resource);
    return resource;
  }

  /** Starts SQS in the background: ElasticMQ takes as long as all else. */
  private CompletableFuture<Sqs> startSqs(Optional<Path> data) {
    CompletableFuture<Sqs> starting =
        CompletableFuture.supplyAsync(() -> sqs(data, endpoint.port()));
    started.push(() -> starting.thenAccept(Sqs::close).exceptionally(e -> null).join());
    return starting;
  }

  private static <T> T joined(CompletableFuture<T> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartException cause ? cause : e;
    }
  }

  private static DynamoDb dynamoDb(PipelineSettings.State state) {
    Optional<Path> directory = state.data().map(dir -> dir.resolve("dynamodb"));
    return state
        .dynamoDb()
        .map(DynamoDb::at)
        .orElseGet(() -> directory.map(DynamoDb::storedIn).orElseGet(DynamoDb::inMemory));
  }

  private static Kinesis kinesis(Optional<Path> data) {
    KinesisSettings inMemory = KinesisSettings.inMemory();
    Optional<Path> directory = data.map(dir -> dir.resolve("kinesis"));
    try {
      return new Kinesis(
          directory.map(inMemory::storedIn).orElse(inMemory), InstantSource.system());
    } catch (IOException e) {
      String where = directory.map(Path::toString).orElse("memory");
      throw new StartException("the streams cannot be kept in " + where + ": " + e, e);
    }
  }

  private static Sqs sqs(Optional<Path> data, int port) {
    return data.map(dir -> Sqs.storedIn(dir.resolve("sqs"), port))
        .orElseGet(() -> Sqs.inMemory(port));
  }

  private static S3 s3(Optional<Path> data) {
    return data.map(dir -> S3.storedIn(dir.resolve("s3"), InstantSource.system()))
        .orElseGet(() -> S3.inMemory(InstantSource.system()));
  }

  private Registry mappings(Lambda lambda, SqsClient sqs, Optional<Path> directory) {
    return new Registry(
        new LocalConnections(kinesis, lambda, s3, sqs, directory),
        Clients.ACCOUNT,
        directory,
        InstantSource.system(),
        warnings);
  }

  /** With Weir's variables the user's may be too large; their length is known only now. */
  private Function function(FunctionSettings wanted, Consumer<String> log) {
    try {
      return new Function(withOurs(wanted), log);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "the function cannot be deployed (--function, --env): " + e.getMessage(), e);
    }
  }

  /** A command that cannot run is told at once: behind a mapping it would fail for ever. */
  private void comeUp(Function function) {
    function.notice().ifPresent(warnings);
    Optional.of(function)
        .filter(it -> it.settings().isCommand())
        .flatMap(it -> it.comeUp(COME_UP))
        .ifPresent(
            trouble -> {
              throw new StartException(
                  "--exec '%s' does not run as a function: %s; its log is with --function-log FILE"
                      .formatted(function.settings().code().command(), trouble));
            });
  }

  private FunctionSettings withOurs(FunctionSettings wanted) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", endpoint.uri().toString());
    environment.put("TABLE_NAME", Resources.TABLE);
    environment.put("DEAD_LETTER_QUEUE_URL", queueUrl);
    environment.putAll(wanted.environment());
    return wanted.withEnvironment(environment).in(Clients.ACCOUNT, Clients.REGION);
  }

  private UUID startMapping(PipelineSettings.Mapping settings, Function function) {
    if (settings.onFailure() == PipelineSettings.Destination.S3) {
      s3.createBucket(Resources.BUCKET);
    }
    UUID id =
        mappings.ensure(
            new Definition(
                function.settings().arn(),
                Resources.streamArn(),
                settings.settings(),
                settings.filters(),
                Resources.arn(settings.onFailure()),
                true,
                Definition.Extras.none()));
    endpoint.serve("cloudformation", new CloudFormation(Resources.outputs(queueUrl, id)));
    mappings.start();
    return id;
  }
}
