package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Where any Kinesis must begin to read, told through the AWS SDK alone. */
abstract class IteratorContract extends RecordContract {

  @Test
  void fromTheHorizonEverythingIsRead() {
    putThree();

    assertThat(texts(iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, "")))
        .containsExactly("1", "2", "3");
  }

  @Test
  void atANumberItsRecordIsReadAndAfterItTheNextOne() {
    List<String> numbers = putThree();

    assertThat(texts(iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(1))))
        .containsExactly("2", "3");
    assertThat(texts(iterator(SHARD_0, ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(0))))
        .containsExactly("2", "3");
  }

  @Test
  void fromLatestOnlyWhatComesLaterIsRead() {
    putAt("k", "0", "before");
    String latest = iterator(SHARD_0, ShardIteratorType.LATEST, "");
    putAt("k", "0", "after");

    assertThat(texts(latest)).containsExactly("after");
  }

  @Test
  void fromATimeWhatCameSinceIsRead() {
    putThree();

    assertThat(texts(atTimestamp(Instant.now().minus(Duration.ofHours(1))))).hasSize(3);
  }

  @Test
  void aTimeInTheFutureIsRefused() {
    refusedAs(
        "InvalidArgumentException", () -> atTimestamp(Instant.now().plus(Duration.ofHours(1))));
  }

  @Test
  void aTimeInTheFutureIsRefusedInAwsWords() {
    refusedWith(
        "timestampInMillis parameter cannot be greater",
        () -> atTimestamp(Instant.now().plus(Duration.ofHours(1))));
  }

  @Test
  void aNumberBetweenTwoRecordsStartsAtTheNextOne() {
    BigInteger first = new BigInteger(putAt("k", "0", "1"));
    putAt("k", "0", "2");
    String between = first.add(BigInteger.ONE.shiftLeft(36)).toString();

    assertThat(texts(iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, between)))
        .containsExactly("2");
  }

  @Test
  void aNumberOfAnotherShardIsRefused() {
    String other = putAt("k", "170141183460469231731687303715884105728", "x");

    refusedAs(
        "InvalidArgumentException",
        () -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, other));
  }

  @Test
  void aNumberOfAnotherStreamIsRefused() {
    String old = putAt("k", "0", "x");
    String first = stream;
    stream = first + "-b";
    create(stream, 2);
    client().deleteStream(it -> it.streamName(first).enforceConsumerDeletion(true));

    refusedAs(
        "InvalidArgumentException",
        () -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, old));
  }

  @Test
  void pagesAreBoundedAndChained() {
    IntStream.range(0, 5).forEach(i -> putAt("k", "0", "" + i));
    GetRecordsResponse page = read(iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, ""), 2);
    GetRecordsResponse next = read(page.nextShardIterator(), 10_000);

    assertThat(page.records()).hasSize(2);
    assertThat(next.records()).hasSize(3);
    assertThat(read(next.nextShardIterator(), 1).records()).isEmpty();
  }

  @Test
  void atTheTipNothingIsLate() {
    putThree();

    assertThat(read(iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, ""), 10).millisBehindLatest())
        .isZero();
  }

  @Test
  void aPageOfNoneOrOfMoreThanTenThousandIsRefused() {
    String iterator = iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, "");

    refusedAs("ValidationException", () -> read(iterator, 0));
    refusedAs("ValidationException", () -> read(iterator, 10_001));
  }

  @Test
  void whatIsNoIteratorIsRefused() {
    refusedAs("InvalidArgumentException", () -> read("not-an-iterator", 1));
  }

  @Test
  void aNumberIsNeededWhereItIsAskedForAndRefusedElsewhere() {
    refusedAs(
        "InvalidArgumentException",
        () -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, ""));
    refusedAs("InvalidArgumentException", () -> iterator(SHARD_0, ShardIteratorType.LATEST, "49"));
  }

  @Test
  void aShardThatIsNotThereIsNotFound() {
    refusedAs(
        "ResourceNotFoundException",
        () -> iterator("shardId-000000000009", ShardIteratorType.LATEST, ""));
  }

  private List<String> putThree() {
    return List.of(putAt("k", "0", "1"), putAt("k", "0", "2"), putAt("k", "0", "3"));
  }

  private String atTimestamp(Instant instant) {
    return client()
        .getShardIterator(
            it ->
                it.streamName(stream)
                    .shardId(SHARD_0)
                    .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(instant))
        .shardIterator();
  }

  private List<String> texts(String iterator) {
    return read(iterator, 100).records().stream().map(it -> it.data().asUtf8String()).toList();
  }
}
