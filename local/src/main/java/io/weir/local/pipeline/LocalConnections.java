package io.weir.local.pipeline;

import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisException;
import io.weir.local.lambda.Function;
import io.weir.local.lambda.Invocation;
import io.weir.local.lambda.Lambda;
import io.weir.local.mapping.api.Connections;
import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Target;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.s3.S3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The local services, as mappings are connected to them. */
final class LocalConnections implements Connections {

  private final Kinesis kinesis;
  private final Lambda lambda;
  private final S3 s3;
  private final SqsClient sqs;
  private final Optional<Path> directory;
  private final Map<UUID, Checkpoints> inMemory = new ConcurrentHashMap<>();

  /**
   * Connects to services.
   *
   * @param directory where checkpoints are kept between runs; empty: in memory
   */
  LocalConnections(Kinesis kinesis, Lambda lambda, S3 s3, SqsClient sqs, Optional<Path> directory) {
    this.kinesis = kinesis;
    this.lambda = lambda;
    this.s3 = s3;
    this.sqs = sqs;
    this.directory = directory;
  }

  @Override
  public Optional<Connected> function(String nameOrArn) {
    if (!nameOrArn.matches("[a-zA-Z0-9-_.:$]{1,256}")) {
      return Optional.empty();
    }
    Optional<Function> function = lambda.function(nameOrArn);
    return function.map(it -> new Connected(new FunctionTarget(it), it.settings().roleArn()));
  }

  @Override
  public Optional<RecordSource> stream(String arn) {
    String prefix = "arn:aws:kinesis:%s:%s:stream/".formatted(Clients.REGION, Clients.ACCOUNT);
    if (!arn.startsWith(prefix)) {
      return Optional.empty();
    }
    String name = arn.substring(prefix.length());
    try {
      kinesis.shards(name);
      return Optional.of(new KinesisSource(kinesis, name));
    } catch (KinesisException e) {
      return Optional.empty(); // there is no such stream
    }
  }

  @Override
  public OnFailure destination(String arn, UUID mapping) {
    List<String> parts = List.of(arn.split(":", 6));
    String service = arn.startsWith("kafka://") ? "kafka" : parts.size() == 6 ? parts.get(2) : "";
    String name = parts.get(parts.size() - 1);
    return switch (service) {
      case "sqs" -> queue(arn, name);
      case "s3" -> bucket(arn, name, mapping);
      case "sns" ->
          throw new IllegalArgumentException(
              "The local Lambda has no topics: name a queue or a bucket instead of " + arn);
      case "kafka" ->
          throw new IllegalArgumentException(
              "A Kafka topic is a destination of mappings from Kafka alone: " + arn);
      default ->
          throw new IllegalArgumentException(
              "The destination ARN is none of a standard queue or a bucket: " + arn);
    };
  }

  @Override
  public Checkpoints checkpoints(UUID mapping) {
    return directory
        .<Checkpoints>map(dir -> new FileCheckpoints(dir.resolve(mapping.toString())))
        .orElseGet(() -> inMemory.computeIfAbsent(mapping, id -> new MemoryCheckpoints()));
  }

  @Override
  public void forget(UUID mapping) {
    inMemory.remove(mapping);
    directory.map(dir -> dir.resolve(mapping.toString())).ifPresent(LocalConnections::delete);
  }

  private OnFailure queue(String arn, String name) {
    if (name.endsWith(".fifo")) {
      throw new IllegalArgumentException(
          "A FIFO queue cannot be the destination of a mapping: " + arn);
    }
    try {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      return pointer -> sqs.sendMessage(send -> send.queueUrl(url).messageBody(pointer));
    } catch (SqsException e) {
      throw new IllegalArgumentException("The destination queue does not exist: " + arn, e);
    }
  }

  private OnFailure bucket(String arn, String name, UUID mapping) {
    if (!s3.hasBucket(name)) {
      throw new IllegalArgumentException("The destination bucket does not exist: " + arn);
    }
    return new BucketDestination(s3, name, mapping);
  }

  /** A function as the mapping calls it. */
  private record FunctionTarget(Function function) implements Target {

    @Override
    public String functionArn() {
      return function.settings().arn();
    }

    @Override
    public String executedVersion() {
      return "$LATEST";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      Invocation invocation = function.invoke(event, requestId);
      if (invocation instanceof Invocation.Returned returned) {
        return new Outcome.Returned(returned.payload());
      }
      return invocation instanceof Invocation.Throttled
          ? new Outcome.Throttled()
          : new Outcome.FunctionFailed();
    }
  }

  /** Checkpoints that live as long as a stream in memory does. */
  private static final class MemoryCheckpoints implements Checkpoints {

    private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

    @Override
    public Optional<Checkpoint> load(String shardId) {
      return Optional.ofNullable(byShard.get(shardId));
    }

    @Override
    public void save(String shardId, Checkpoint checkpoint) {
      byShard.put(shardId, checkpoint);
    }
  }

  private static void delete(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the checkpoints in " + directory, e);
    }
  }
}
