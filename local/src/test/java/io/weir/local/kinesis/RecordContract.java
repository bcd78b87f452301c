package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What any Kinesis must do about records, told through the AWS SDK alone. */
abstract class RecordContract extends StreamFixture {

  @Test
  void givesBackEveryByteInOrderWithItsKeyAndTime() {
    byte[] bytes = new byte[256];
    IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
    Instant before = Instant.now().minusSeconds(5);

    PutRecordResponse first = put("schlüssel", SdkBytes.fromByteArray(bytes));
    PutRecordResponse second = put("schlüssel", SdkBytes.fromByteArray(new byte[0]));

    List<Record> records = readAll(first.shardId());
    assertThat(records)
        .extracting(Record::sequenceNumber)
        .containsExactly(first.sequenceNumber(), second.sequenceNumber());
    assertThat(records.get(0).data().asByteArray()).isEqualTo(bytes);
    assertThat(records.get(1).data().asByteArray()).isEmpty();
    assertThat(records.get(0).partitionKey()).isEqualTo("schlüssel");
    assertThat(records.get(0).approximateArrivalTimestamp())
        .isBetween(before, Instant.now().plusSeconds(5));
  }

  @Test
  void numbersGrowAndHaveFiftySixDigits() {
    List<BigInteger> numbers =
        IntStream.range(0, 20)
            .mapToObj(i -> new BigInteger(put("k", text("x")).sequenceNumber()))
            .toList();

    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers).allSatisfy(number -> assertThat(number.toString()).hasSize(56));
  }

  @Test
  void theMd5OfTheKeyOrAnExplicitHashChoosesTheShard() {
    assertThat(put("a", text("md5 0cc1...")).shardId()).isEqualTo(SHARD_0);
    assertThat(put("b", text("md5 92eb...")).shardId()).isEqualTo(SHARD_1);
    assertThat(putAt("b", "0").shardId()).isEqualTo(SHARD_0);
    assertThat(putAt("a", "340282366920938463463374607431768211455").shardId()).isEqualTo(SHARD_1);
    assertThatThrownBy(() -> putAt("a", "340282366920938463463374607431768211456"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("ExplicitHashKey must be in the range");
  }

  @Test
  void aBatchSaysForEachRecordWhereItWent() {
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, 500).mapToObj(i -> entry("key-" + i, text("value-" + i))).toList();

    PutRecordsResponse response = client().putRecords(it -> it.streamName(stream).records(entries));

    assertThat(response.failedRecordCount()).isZero();
    assertThat(response.records()).hasSize(500);
    List<String> stored = new ArrayList<>();
    readAll(SHARD_0).forEach(record -> stored.add(record.data().asUtf8String()));
    readAll(SHARD_1).forEach(record -> stored.add(record.data().asUtf8String()));
    assertThat(stored).hasSize(500).contains("value-0", "value-499").doesNotHaveDuplicates();
  }

  @Test
  void oneInvalidEntryRefusesTheWholeBatch() {
    List<PutRecordsRequestEntry> entries = List.of(entry("a", text("good")), entry("", text("x")));

    assertThatThrownBy(() -> client().putRecords(it -> it.streamName(stream).records(entries)))
        .hasMessageContaining("Value '' at 'records.2.member.partitionKey' failed to satisfy");
    assertThat(readAll(SHARD_0)).isEmpty();
  }

  @Test
  void tooManyOrTooLargeRecordsAreRefused() {
    List<PutRecordsRequestEntry> many =
        IntStream.range(0, 501).mapToObj(i -> entry("a", text("x"))).toList();
    SdkBytes mebibyte = SdkBytes.fromByteArray(new byte[1 << 20]);
    SdkBytes fits = SdkBytes.fromByteArray(new byte[(1 << 20) - 1]);
    List<PutRecordsRequestEntry> heavy =
        IntStream.range(0, 11).mapToObj(i -> entry("a", fits)).toList();

    refusedAs("ValidationException", () -> client().putRecords(it -> named(it).records(many)));
    refusedAs("ValidationException", () -> put("a", mebibyte));
    refusedAs(
        "InvalidArgumentException", () -> client().putRecords(it -> named(it).records(heavy)));
    assertThat(put("a", fits).shardId()).isEqualTo(SHARD_0);
  }

  @Test
  void anIteratorStartsWhereItWasAskedTo() {
    String first = putAt("k", "0", "1");
    String second = putAt("k", "0", "2");
    String latest = iterator(SHARD_0, ShardIteratorType.LATEST, "");
    putAt("k", "0", "3");

    assertThat(texts(iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, "")))
        .containsExactly("1", "2", "3");
    assertThat(texts(iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
        .containsExactly("2", "3");
    assertThat(texts(iterator(SHARD_0, ShardIteratorType.AFTER_SEQUENCE_NUMBER, first)))
        .containsExactly("2", "3");
    assertThat(texts(latest)).containsExactly("3");
    assertThat(texts(atTimestamp(Instant.now().minus(Duration.ofHours(1))))).hasSize(3);
    assertThatThrownBy(() -> atTimestamp(Instant.now().plus(Duration.ofHours(1))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("timestampInMillis parameter cannot be greater");
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
  void aNumberOfAnotherShardOrStreamIsRefused() {
    String other = putAt("k", "340282366920938463463374607431768211455", "x");
    refusedAs(
        "InvalidArgumentException",
        () -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, other));
    String old = putAt("k", "0", "x");
    deleteTheStream();
    create(stream, 2);

    assertThatThrownBy(() -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, old))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("is invalid because it did not come from this stream.");
  }

  @Test
  void pagesAreBoundedAndChained() {
    IntStream.range(0, 5).forEach(i -> putAt("k", "0", "" + i));
    GetRecordsResponse page = read(iterator(SHARD_0, ShardIteratorType.TRIM_HORIZON, ""), 2);
    GetRecordsResponse next = read(page.nextShardIterator(), 10_000);

    assertThat(page.records()).hasSize(2);
    assertThat(next.records()).hasSize(3);
    assertThat(next.millisBehindLatest()).isZero();
    assertThat(read(next.nextShardIterator(), 1).records()).isEmpty();
    refusedAs("ValidationException", () -> read(next.nextShardIterator(), 0));
    refusedAs("ValidationException", () -> read(next.nextShardIterator(), 10_001));
  }

  @Test
  void wrongRequestsAreRefusedAsAwsDoes() {
    refusedAs("InvalidArgumentException", () -> read("not-an-iterator", 1));
    refusedAs(
        "InvalidArgumentException",
        () -> iterator(SHARD_0, ShardIteratorType.AT_SEQUENCE_NUMBER, ""));
    refusedAs("InvalidArgumentException", () -> iterator(SHARD_0, ShardIteratorType.LATEST, "49"));
    assertThatThrownBy(() -> iterator("shardId-000000000009", ShardIteratorType.LATEST, ""))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () -> client().putRecord(it -> it.streamName("no").partitionKey("k").data(text("x"))))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Stream no under account")
        .hasMessageContaining("not found.");
    assertThatThrownBy(() -> create(stream, 1)).isInstanceOf(ResourceInUseException.class);
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

  private PutRecordsRequest.Builder named(PutRecordsRequest.Builder request) {
    return request.streamName(stream);
  }

  private static PutRecordsRequestEntry entry(String key, SdkBytes data) {
    return PutRecordsRequestEntry.builder().partitionKey(key).data(data).build();
  }
}
