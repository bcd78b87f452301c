package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The stream as producers and the replayer see it, in any weather. */
final class StreamClient implements KinesisClient {

  private static final int NO_MORE = 5;

  private final World world;
  private final Refusals refusals;
  private final StreamService service;
  private final AcceptedWatcher accepted;
  private final Trimmed trimmed;
  private int emptyInARow;

  /** Is told of every record that the stream accepts, whether or not the caller gets the answer. */
  interface AcceptedWatcher {
    void record(String shardId, String sequenceNumber, PutRecordsRequestEntry entry);
  }

  StreamClient(World world, StreamService service, AcceptedWatcher accepted) {
    this.world = world;
    this.refusals = new Refusals(world);
    this.service = service;
    this.accepted = accepted;
    this.trimmed = new Trimmed(world, service);
  }

  @Override
  public PutRecordsResponse putRecords(PutRecordsRequest request) {
    PutRecordsResponse response = world.effect("the put", () -> put(request.records()));
    if (world.weather().strikes(Fault.PUT_AMBIGUOUS)) {
      world.note("the stream's answer to a put is lost");
      throw Errors.lost();
    }
    return response;
  }

  private PutRecordsResponse put(List<PutRecordsRequestEntry> entries) {
    if (world.time().current().process() != null) {
      refusals.ofCall(); // a replayer's permission to put is one of its own
    }
    if (world.weather().strikes(Fault.PUT_THROTTLED)) {
      throw Errors.service("ProvisionedThroughputExceededException", 400);
    }
    List<PutRecordsResultEntry> results = new ArrayList<>();
    ArrayNode taken = StreamService.array();
    List<Integer> places = new ArrayList<>();
    for (PutRecordsRequestEntry entry : entries) {
      if (world.weather().strikes(Fault.PUT_PARTIAL)) {
        results.add(
            PutRecordsResultEntry.builder()
                .errorCode("ProvisionedThroughputExceededException")
                .errorMessage("simulated")
                .build());
      } else {
        places.add(results.size());
        results.add(PutRecordsResultEntry.builder().build());
        taken
            .addObject()
            .put("PartitionKey", entry.partitionKey())
            .put("Data", entry.data().asByteArrayUnsafe());
      }
    }
    if (!places.isEmpty()) {
      ObjectNode parameters = StreamService.object().put("StreamName", StreamService.STREAM);
      parameters.set("Records", taken);
      JsonNode answers = service.call("PutRecords", parameters).path("Records");
      for (int i = 0; i < places.size(); i++) {
        int place = places.get(i);
        results.set(place, accept(answers.get(i), entries.get(place)));
      }
    }
    return PutRecordsResponse.builder()
        .records(results)
        .failedRecordCount(entries.size() - places.size())
        .build();
  }

  private PutRecordsResultEntry accept(JsonNode answer, PutRecordsRequestEntry entry) {
    String shardId = answer.path("ShardId").asText();
    String number = answer.path("SequenceNumber").asText();
    if (number.isEmpty()) {
      throw new IllegalStateException("the emulator refuses a record: " + answer);
    }
    world.note(
        () -> "the stream accepts %s/%s of %s".formatted(shardId, number, entry.partitionKey()));
    accepted.record(shardId, number, entry);
    return PutRecordsResultEntry.builder().shardId(shardId).sequenceNumber(number).build();
  }

  @Override
  public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
    return read(
        "the question for the retention",
        () -> {
          if (world.weather().has(Fault.RETENTION_UNKNOWN)) {
            world.weather().struck(Fault.RETENTION_UNKNOWN);
            throw Errors.service("AccessDeniedException", 400);
          }
          int hours =
              service
                  .call(
                      "DescribeStreamSummary",
                      request.streamARN() == null
                          ? StreamService.object().put("StreamName", request.streamName())
                          : StreamService.object().put("StreamARN", request.streamARN()))
                  .path("StreamDescriptionSummary")
                  .path("RetentionPeriodHours")
                  .asInt();
          return DescribeStreamSummaryResponse.builder()
              .streamDescriptionSummary(
                  it -> it.retentionPeriodHours(hours).streamARN(StreamService.ARN))
              .build();
        });
  }

  @Override
  public ListShardsResponse listShards(ListShardsRequest request) {
    return read(
        "the question for shards",
        () -> {
          String first =
              service
                  .call(
                      "ListShards",
                      StreamService.object()
                          .put("StreamARN", request.streamARN())
                          .put("MaxResults", request.maxResults()))
                  .path("Shards")
                  .path(0)
                  .path("ShardId")
                  .asText();
          Shard shard = Shard.builder().shardId(first).build();
          return ListShardsResponse.builder().shards(shard).build();
        });
  }

  @Override
  public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    return read(
        "the iterator",
        () -> {
          ObjectNode parameters =
              StreamService.object()
                  .put("StreamARN", request.streamARN())
                  .put("ShardId", request.shardId())
                  .put("ShardIteratorType", request.shardIteratorTypeAsString());
          if (request.startingSequenceNumber() != null) {
            parameters.put("StartingSequenceNumber", request.startingSequenceNumber());
            if (trimmed.leadsNowhere(request.shardId(), request.startingSequenceNumber())) {
              return GetShardIteratorResponse.builder().shardIterator(Trimmed.EMPTY).build();
            }
          }
          return GetShardIteratorResponse.builder()
              .shardIterator(
                  service.call("GetShardIterator", parameters).path("ShardIterator").asText())
              .build();
        });
  }

  @Override
  public GetRecordsResponse getRecords(GetRecordsRequest request) {
    return read(
        "the read",
        () -> {
          if (world.weather().strikes(Fault.ITERATOR_EXPIRED)) {
            throw ExpiredIteratorException.builder()
                .message("simulated")
                .awsErrorDetails(Errors.details("ExpiredIteratorException", "simulated"))
                .statusCode(400)
                .build();
          }
          boolean nowhere = request.shardIterator().equals(Trimmed.EMPTY);
          if (nowhere) {
            world.trouble();
          }
          boolean empty = emptyInARow < NO_MORE && world.weather().strikes(Fault.PAGE_EMPTY);
          emptyInARow = empty ? emptyInARow + 1 : 0;
          if (empty || nowhere) {
            return GetRecordsResponse.builder()
                .records(List.of())
                .nextShardIterator(request.shardIterator())
                .millisBehindLatest(1000L)
                .build();
          }
          int limit = request.limit();
          if (limit > 1 && world.weather().strikes(Fault.PAGE_SHORT)) {
            limit = 1 + world.random().nextInt(Math.min(limit, NO_MORE));
          }
          return page(
              service.call(
                  "GetRecords",
                  StreamService.object()
                      .put("ShardIterator", request.shardIterator())
                      .put("Limit", limit)));
        });
  }

  private static GetRecordsResponse page(JsonNode answer) {
    List<Record> records = new ArrayList<>();
    for (JsonNode record : answer.path("Records")) {
      records.add(
          Record.builder()
              .sequenceNumber(record.path("SequenceNumber").asText())
              .partitionKey(record.path("PartitionKey").asText())
              .data(SdkBytes.fromByteArrayUnsafe(bytes(record.path("Data"))))
              .approximateArrivalTimestamp(
                  time(record.path("ApproximateArrivalTimestamp").decimalValue()))
              .build());
    }
    return GetRecordsResponse.builder()
        .records(records)
        .nextShardIterator(answer.path("NextShardIterator").asText(null))
        .millisBehindLatest(answer.path("MillisBehindLatest").asLong())
        .build();
  }

  private static byte[] bytes(JsonNode data) {
    try {
      return data.binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant time(java.math.BigDecimal seconds) {
    return Instant.EPOCH.plus(Duration.ofMillis(seconds.movePointRight(3).longValue()));
  }

  private <T> T read(String what, java.util.function.Supplier<T> action) {
    return world.effect(
        what,
        () -> {
          refusals.ofCall();
          if (service.isBusy()) {
            world.trouble();
            throw Errors.service("ProvisionedThroughputExceededException", 400);
          }
          if (world.weather().strikes(Fault.READ_THROTTLED)) {
            throw Errors.service("ProvisionedThroughputExceededException", 400);
          }
          return action.get();
        });
  }

  @Override
  public String serviceName() {
    return "kinesis";
  }

  @Override
  public void close() {
    // The caller that made the service closes it.
  }
}
