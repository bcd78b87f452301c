package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.kinesis.Stream.PutOutcome;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that put records and read them. */
final class RecordOperations {

  private static final Set<String> ENTRY = Set.of("Data", "PartitionKey", "ExplicitHashKey");
  private static final int MAX_RECORDS_PER_PUT = 500;
  private static final int MAX_BYTES_PER_PUT = 10 << 20;
  private static final int MAX_RECORDS_PER_PAGE = 10_000;

  private final Streams streams;
  private final KinesisTotals.Counters counters;
  private final InstantSource clock;

  RecordOperations(Streams streams, KinesisTotals.Counters counters, InstantSource clock) {
    this.streams = streams;
    this.counters = counters;
    this.clock = clock;
  }

  Map<String, Operation> all() {
    return Map.of(
        "PutRecord",
        new Operation(
            Set.of(
                "StreamName",
                "StreamARN",
                "Data",
                "PartitionKey",
                "ExplicitHashKey",
                "SequenceNumberForOrdering"),
            this::putOne),
        "PutRecords",
        new Operation(Set.of("StreamName", "StreamARN", "Records"), this::putMany),
        "GetShardIterator",
        new Operation(
            Set.of(
                "StreamName",
                "StreamARN",
                "ShardId",
                "ShardIteratorType",
                "StartingSequenceNumber",
                "Timestamp"),
            this::iterator),
        "GetRecords",
        new Operation(Set.of("ShardIterator", "Limit", "StreamARN"), this::read));
  }

  private ObjectNode putOne(Params params) {
    Stream stream = streams.of(params);
    params
        .text("SequenceNumberForOrdering", TextRule.SEQUENCE_NUMBER)
        .ifPresent(number -> requirePast(number, stream));
    PutOutcome outcome = stream.put(List.of(entry(params, stream))).get(0);
    counters.put(outcome);
    if (outcome instanceof PutOutcome.Refused refused) {
      throw refused.reason();
    }
    return describe(outcome);
  }

  /** The emulator's numbers always grow, so it only has to refuse what AWS refuses. */
  private void requirePast(String number, Stream stream) {
    long now = clock.instant().getEpochSecond();
    if (SequenceNumbers.decode(number).filter(it -> it.arrivalSecond() <= now).isEmpty()) {
      throw KinesisException.invalidArgument(
          "ExclusiveMinimumSequenceNumber %s used in PutRecord on %s is invalid."
              .formatted(number, stream.place()));
    }
  }

  private ObjectNode putMany(Params params) {
    Stream stream = streams.of(params);
    List<Stream.Entry> entries =
        params.structures("Records", MAX_RECORDS_PER_PUT).stream()
            .map(record -> record.only("PutRecords", ENTRY))
            .map(record -> entry(record, stream))
            .toList();
    if (entries.stream().mapToLong(Stream.Entry::size).sum() > MAX_BYTES_PER_PUT) {
      throw KinesisException.invalidArgument("Records size exceeds 10 MB limit");
    }
    ObjectNode answer = ResponseJson.object();
    ArrayNode records = answer.putArray("Records");
    int failed = 0;
    for (PutOutcome outcome : stream.put(entries)) {
      counters.put(outcome);
      records.add(describe(outcome));
      failed += outcome instanceof PutOutcome.Refused ? 1 : 0;
    }
    return answer.put("FailedRecordCount", failed);
  }

  private static Stream.Entry entry(Params params, Stream stream) {
    String key = params.requiredText("PartitionKey", TextRule.PARTITION_KEY);
    int limit = stream.settings().maxRecordBytes();
    ByteBuffer data = params.requiredBlob("Data", limit);
    BigInteger hashKey =
        params
            .text("ExplicitHashKey", TextRule.HASH_KEY)
            .map(RecordOperations::explicit)
            .orElseGet(() -> HashRange.hashKey(key));
    Stream.Entry entry = new Stream.Entry(key, hashKey, data);
    if (entry.size() > limit) {
      throw new KinesisException(
          "ValidationException",
          "Data and partition key are %d bytes together, more than the %d bytes that stream %s takes."
              .formatted(entry.size(), limit, stream.name()));
    }
    return entry;
  }

  private static BigInteger explicit(String text) {
    BigInteger hashKey = new BigInteger(text);
    if (!HashRange.covers(hashKey)) {
      throw KinesisException.invalidArgument(
          "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
              + "Specified value was "
              + text);
    }
    return hashKey;
  }

  private static ObjectNode describe(PutOutcome outcome) {
    if (outcome instanceof PutOutcome.Accepted accepted) {
      return ResponseJson.object()
          .put("ShardId", accepted.shardId())
          .put("SequenceNumber", accepted.record().sequenceNumber());
    }
    KinesisException reason = ((PutOutcome.Refused) outcome).reason();
    return ResponseJson.object()
        .put("ErrorCode", reason.type())
        .put("ErrorMessage", reason.getMessage());
  }

  private ObjectNode iterator(Params params) {
    Stream stream = streams.of(params);
    Shard shard = stream.shard(params.requiredText("ShardId", TextRule.NAME));
    Instant now = clock.instant();
    shard.admitIterator(now);
    long position = shard.position(IteratorType.start(params), now);
    ShardState state = shard.state();
    ShardIterator iterator =
        new ShardIterator(now, stream.name(), state.epochSecond(), state.id(), position);
    return ResponseJson.object().put("ShardIterator", iterator.text());
  }

  private ObjectNode read(Params params) {
    int limit = params.integer("Limit", 1, MAX_RECORDS_PER_PAGE).orElse(MAX_RECORDS_PER_PAGE);
    Instant now = clock.instant();
    ShardIterator iterator =
        ShardIterator.parse(params.requiredText("ShardIterator", TextRule.ITERATOR))
            .requireFresh(now);
    if (params.has("StreamARN") && !streams.nameIn(params).equals(iterator.streamName())) {
      throw KinesisException.invalidArgument("The ShardIterator is not one of this StreamARN.");
    }
    Stream stream = streams.named(iterator.streamName());
    Shard shard = stream.shard(iterator.shardId());
    if (shard.state().epochSecond() != iterator.epochSecond()) {
      throw KinesisException.notFound(
          "The stream %s of this ShardIterator was deleted.".formatted(stream.name()));
    }
    Shard.Slice slice = shard.read(iterator.position(), limit, now);
    counters.read(slice.records().size());
    ObjectNode answer =
        ResponseJson.object().put("MillisBehindLatest", slice.behindLatest().toMillis());
    ArrayNode records = answer.putArray("Records");
    slice.records().forEach(record -> records.add(describe(record)));
    if (slice.atEnd()) {
      children(stream, shard.state().index(), answer.putArray("ChildShards"));
    } else {
      answer.put("NextShardIterator", iterator.advancedTo(slice.next(), now).text());
    }
    return answer;
  }

  private static ObjectNode describe(StoredRecord record) {
    byte[] data = new byte[record.data().remaining()];
    record.data().get(data);
    return ResponseJson.object()
        .put("SequenceNumber", record.sequenceNumber())
        .putPOJO("ApproximateArrivalTimestamp", record.arrivedAt())
        .put("Data", data)
        .put("PartitionKey", record.partitionKey());
  }

  private static void children(Stream stream, int parent, ArrayNode children) {
    stream.shards().stream()
        .filter(shard -> ResponseJson.parents(shard).contains(parent))
        .forEach(shard -> children.add(ResponseJson.childShard(shard)));
  }

  /** The names of {@link ReadFrom} on the wire. */
  private enum IteratorType {
    AT_SEQUENCE_NUMBER,
    AFTER_SEQUENCE_NUMBER,
    TRIM_HORIZON,
    LATEST,
    AT_TIMESTAMP;

    static ReadFrom start(Params params) {
      IteratorType type = params.requiredChoice("ShardIteratorType", IteratorType.class);
      Optional<String> number = params.text("StartingSequenceNumber", TextRule.SEQUENCE_NUMBER);
      boolean needsNumber = type == AT_SEQUENCE_NUMBER || type == AFTER_SEQUENCE_NUMBER;
      if (needsNumber != number.isPresent() && type != AT_TIMESTAMP) {
        throw KinesisException.invalidArgument(
            "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and "
                + "StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no "
                + "StartingSequenceNumber. Request specified %s and %s StartingSequenceNumber."
                    .formatted(type, number.isPresent() ? "also a" : "no"));
      }
      return switch (type) {
        case AT_SEQUENCE_NUMBER -> new ReadFrom.AtSequenceNumber(number.orElseThrow());
        case AFTER_SEQUENCE_NUMBER -> new ReadFrom.AfterSequenceNumber(number.orElseThrow());
        case TRIM_HORIZON -> new ReadFrom.TrimHorizon();
        case LATEST -> new ReadFrom.Latest();
        case AT_TIMESTAMP ->
            new ReadFrom.AtTimestamp(
                params
                    .instant("Timestamp")
                    .orElseThrow(
                        () ->
                            KinesisException.invalidArgument(
                                "Must specify timestampInMillis parameter for iterator of type "
                                    + "AT_TIMESTAMP. Current request has no timestamp parameter.")));
      };
    }
  }
}
