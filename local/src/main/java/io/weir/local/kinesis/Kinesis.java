package io.weir.local.kinesis;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An emulated Kinesis Data Streams: a service for the endpoint, and a plain Java face for a
 * consumer in the same process.
 *
 * <h2>Failure semantics</h2>
 *
 * With a directory, a put is answered after its records were forced to the disk, all records of one
 * request together. When the disk fails, the request fails with {@code InternalFailureException},
 * its records may or may not be there after a restart, and the stream takes no more of them until
 * then.
 */
public final class Kinesis implements Service, AutoCloseable {

  private static final String TARGET = "Kinesis_20131202.";
  private static final Set<String> NOT_EMULATED =
      Set.of(
          "DeleteResourcePolicy",
          "DeregisterStreamConsumer",
          "DescribeAccountSettings",
          "DescribeStreamConsumer",
          "DisableEnhancedMonitoring",
          "EnableEnhancedMonitoring",
          "GetResourcePolicy",
          "ListStreamConsumers",
          "ListTagsForResource",
          "PutResourcePolicy",
          "RegisterStreamConsumer",
          "StartStreamEncryption",
          "StopStreamEncryption",
          "SubscribeToShard",
          "TagResource",
          "UntagResource",
          "UpdateAccountSettings",
          "UpdateStreamWarmThroughput");

  private final InstantSource clock;
  private final Streams streams;
  private final KinesisTotals.Counters counters = new KinesisTotals.Counters();
  private final Map<String, Operation> operations = new HashMap<>();
  private final AtomicLong requests = new AtomicLong();

  /** Starts with the streams that the settings' directory holds. */
  public Kinesis(KinesisSettings settings, InstantSource clock) throws IOException {
    this.clock = clock;
    this.streams = open(settings, clock);
    operations.putAll(new StreamOperations(streams).all());
    operations.putAll(new ShardOperations(streams, clock).all());
    operations.putAll(new RecordOperations(streams, counters, clock).all());
  }

  private static Streams open(KinesisSettings settings, InstantSource clock) throws IOException {
    Optional<Path> directory = settings.directory();
    Storage storage =
        directory.isPresent() ? new FileStorage(directory.get(), clock) : Storage.none();
    try {
      return new Streams(settings, clock, storage);
    } catch (IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  @Override
  public boolean serves(Request request) {
    return request.header("x-amz-target").filter(it -> it.startsWith(TARGET)).isPresent();
  }

  @Override
  public Reply handle(Request request) {
    Protocol protocol = Protocol.of(request);
    try {
      String name = request.header("x-amz-target").orElse("").substring(TARGET.length());
      Params params = new Params(protocol.read(request.body()), protocol, "");
      Operation operation = operation(name);
      params.only(name, operation.parameters());
      return reply(protocol, 200, protocol.write(operation.action().apply(params)));
    } catch (KinesisException e) {
      return refusal(protocol, 400, e);
    } catch (UncheckedIOException e) {
      return refusal(
          protocol,
          500,
          new KinesisException("InternalFailureException", String.valueOf(e.getMessage())));
    }
  }

  /** Returns a stream's shards in the order of their creation, without those that have expired. */
  public List<ShardView> shards(String streamName) {
    return streams.named(streamName).shards().stream()
        .map(
            shard ->
                new ShardView(
                    shard.id(),
                    Optional.ofNullable(shard.parent()).map(ShardState::id),
                    Optional.ofNullable(shard.adjacentParent()).map(ShardState::id),
                    !shard.open(),
                    shard.sequenceNumbers().first()))
        .toList();
  }

  /**
   * Reads up to {@code limit} records, and no more than 10 MiB. Counts against the shard's limits
   * as GetRecords does.
   *
   * @throws KinesisException what GetShardIterator or GetRecords would have answered
   */
  public RecordPage read(String streamName, String shardId, ReadFrom position, int limit) {
    Shard shard = streams.named(streamName).shard(shardId);
    Instant now = clock.instant();
    Shard.Slice slice = shard.read(shard.position(position, now), limit, now);
    counters.read(slice.records().size());
    return new RecordPage(
        slice.records(), shard.named(slice.next()), slice.atEnd(), slice.behindLatest());
  }

  /** Returns what passed through so far. */
  public KinesisTotals totals() {
    return counters.totals();
  }

  @Override
  public void close() {
    streams.close();
  }

  private Operation operation(String name) {
    Operation operation = operations.get(name);
    if (operation != null) {
      return operation;
    }
    if (NOT_EMULATED.contains(name)) {
      throw KinesisException.unsupported(
          name + " is an operation of Kinesis that this emulator does not have.");
    }
    throw new KinesisException(
        "UnknownOperationException",
        name + " is an operation of Kinesis that this emulator does not know.");
  }

  private Reply refusal(Protocol protocol, int status, KinesisException reason) {
    return reply(
        protocol,
        status,
        protocol.write(
            ResponseJson.object()
                .put("__type", reason.type())
                .put("message", reason.getMessage())));
  }

  private Reply reply(Protocol protocol, int status, byte[] body) {
    UUID requestId = new UUID(clock.millis(), requests.incrementAndGet());
    return new Reply(
        status,
        Map.of("Content-Type", protocol.contentType(), "x-amzn-RequestId", requestId.toString()),
        body);
  }

  /**
   * Records read from a shard in one go.
   *
   * @param records in shard order, possibly none
   * @param next where to read on; also after {@link ReadFrom.Latest}, which would skip otherwise
   * @param atEnd the shard is closed and holds nothing more
   * @param behindLatest how old the last record of the page is, zero at the tip (KIN-9)
   */
  public record RecordPage(
      List<StoredRecord> records, ReadFrom next, boolean atEnd, Duration behindLatest) {

    /** Copies the list. */
    public RecordPage {
      records = List.copyOf(records);
    }
  }

  /**
   * A shard as a consumer needs it: what it is called and what must be read before it.
   *
   * @param shardId its name in the stream
   * @param parent the shard that was split, or the left one that was merged
   * @param adjacentParent the right one that was merged
   * @param closed accepts no more records
   * @param startsAt the number before its records
   */
  public record ShardView(
      String shardId,
      Optional<String> parent,
      Optional<String> adjacentParent,
      boolean closed,
      String startsAt) {}
}
