package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * A stream of two shards for each test, and short words for what tests do with it. An emulator that
 * hangs fails the test, and not the build.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class StreamFixture {

  static final String SHARD_0 = "shardId-000000000000";
  static final String SHARD_1 = "shardId-000000000001";

  private static final Duration SOON = Duration.ofMillis(20);

  /** A new name for each test: some emulators delete in the background. */
  String stream = "";

  /** Returns a client of the Kinesis under test. */
  abstract KinesisClient client();

  @BeforeEach
  void createTheStream() {
    stream = "contract-" + UUID.randomUUID();
    create(stream, 2);
  }

  @AfterEach
  void deleteTheStream() {
    try {
      client().deleteStream(it -> it.streamName(stream).enforceConsumerDeletion(true));
    } catch (ResourceNotFoundException | ResourceInUseException e) {
      return; // gone already, or still being cut: no other test uses its name
    }
  }

  final void create(String name, int shards) {
    client().createStream(it -> it.streamName(name).shardCount(shards));
    awaitActive(name);
  }

  /** Waits as the SDK's waiter does, but not ten seconds at a time. */
  final void awaitActive(String name) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(
            () ->
                client()
                    .describeStreamSummary(it -> it.streamName(name))
                    .streamDescriptionSummary()
                    .streamStatus(),
            status -> status == StreamStatus.ACTIVE);
  }

  final String putAt(String key, String hash, String value) {
    return client()
        .putRecord(
            it -> it.streamName(stream).partitionKey(key).explicitHashKey(hash).data(text(value)))
        .sequenceNumber();
  }

  final PutRecordResponse putAt(String key, String hash) {
    return client()
        .putRecord(
            it -> it.streamName(stream).partitionKey(key).explicitHashKey(hash).data(text("x")));
  }

  final PutRecordResponse put(String key, SdkBytes data) {
    return client().putRecord(it -> it.streamName(stream).partitionKey(key).data(data));
  }

  final String iterator(String shardId, ShardIteratorType type, String number) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder()
            .streamName(stream)
            .shardId(shardId)
            .shardIteratorType(type);
    if (!number.isEmpty()) {
      request.startingSequenceNumber(number);
    }
    return client().getShardIterator(request.build()).shardIterator();
  }

  final GetRecordsResponse read(String iterator, int limit) {
    return client().getRecords(it -> it.shardIterator(iterator).limit(limit));
  }

  final List<Record> readAll(String shardId) {
    List<Record> records = new ArrayList<>();
    String iterator = iterator(shardId, ShardIteratorType.TRIM_HORIZON, "");
    while (iterator != null) {
      GetRecordsResponse page = read(iterator, 10_000);
      records.addAll(page.records());
      iterator = page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return records;
  }

  static SdkBytes text(String value) {
    return SdkBytes.fromUtf8String(value);
  }

  static void refusedAs(String type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KinesisException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type));
  }

  /** Refused with a message; which words are AWS's is a fact of its own. */
  static void refusedWith(String words, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(KinesisException.class).hasMessageContaining(words);
  }

  final List<Shard> shards() {
    return client().listShards(it -> it.streamName(stream)).shards();
  }

  final GetRecordsResponse lastPage(String shardId) {
    GetRecordsResponse page = read(iterator(shardId, ShardIteratorType.TRIM_HORIZON, ""), 100);
    for (int i = 0; i < 10 && page.nextShardIterator() != null; i++) {
      page = read(page.nextShardIterator(), 100);
    }
    return page;
  }
}
