package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What any Kinesis must do with records that are put, told through the AWS SDK alone. */
abstract class RecordContract extends StreamFixture {

  private static final String LAST_HASH = "340282366920938463463374607431768211455";
  private static final String BEYOND = "340282366920938463463374607431768211456";
  private static final SdkBytes ALMOST_ONE_MEBIBYTE =
      SdkBytes.fromByteArray(new byte[(1 << 20) - 1]);

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
  void sequenceNumbersGrow() {
    assertThat(twentyNumbers()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void sequenceNumbersHaveFiftySixDigits() {
    assertThat(twentyNumbers()).allSatisfy(number -> assertThat(number.toString()).hasSize(56));
  }

  @Test
  void theMd5OfTheKeyChoosesTheShard() {
    assertThat(put("a", text("md5 0cc1...")).shardId()).isEqualTo(SHARD_0);
    assertThat(put("b", text("md5 92eb...")).shardId()).isEqualTo(SHARD_1);
  }

  @Test
  void anExplicitHashChoosesTheShard() {
    assertThat(putAt("b", "0").shardId()).isEqualTo(SHARD_0);
  }

  @Test
  void theLastHashOfAllBelongsToTheLastShard() {
    assertThat(putAt("a", LAST_HASH).shardId()).isEqualTo(SHARD_1);
  }

  @Test
  void anExplicitHashBeyondTheLastIsRefused() {
    refusedAs("InvalidArgumentException", () -> putAt("a", BEYOND));
  }

  @Test
  void anExplicitHashBeyondTheLastIsRefusedInAwsWords() {
    refusedWith("ExplicitHashKey must be in the range", () -> putAt("a", BEYOND));
  }

  @Test
  void aBatchSaysForEachRecordWhereItWent() {
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, 500).mapToObj(i -> entry("key-" + i, text("value-" + i))).toList();

    PutRecordsResponse response = putAll(entries);

    assertThat(response.failedRecordCount()).isZero();
    assertThat(response.records()).hasSize(500);
    List<String> stored = new ArrayList<>();
    readAll(SHARD_0).forEach(record -> stored.add(record.data().asUtf8String()));
    readAll(SHARD_1).forEach(record -> stored.add(record.data().asUtf8String()));
    assertThat(stored).hasSize(500).contains("value-0", "value-499").doesNotHaveDuplicates();
  }

  @Test
  void oneInvalidEntryRefusesTheWholeBatch() {
    assertThatThrownBy(this::putGoodAndInvalid).isInstanceOf(RuntimeException.class);
    assertThat(readAll(SHARD_0)).isEmpty();
  }

  @Test
  void anInvalidEntryIsNamedInAwsWords() {
    refusedWith(
        "Value '' at 'records.2.member.partitionKey' failed to satisfy", this::putGoodAndInvalid);
  }

  @Test
  void moreThanFiveHundredRecordsAreRefused() {
    List<PutRecordsRequestEntry> many =
        IntStream.range(0, 501).mapToObj(i -> entry("a", text("x"))).toList();

    refusedAs("ValidationException", () -> putAll(many));
    assertThat(readAll(SHARD_0)).isEmpty();
  }

  @Test
  void aRecordIsOneMebibyteWithItsKeyAndNoMore() {
    assertThat(put("a", ALMOST_ONE_MEBIBYTE).shardId()).isEqualTo(SHARD_0);
    refusedAs("ValidationException", () -> put("ab", ALMOST_ONE_MEBIBYTE));
  }

  @Test
  void aBatchOfMoreThanTenMebibytesIsRefused() {
    List<PutRecordsRequestEntry> heavy =
        IntStream.range(0, 11).mapToObj(i -> entry("a", ALMOST_ONE_MEBIBYTE)).toList();

    refusedAs("InvalidArgumentException", () -> putAll(heavy));
  }

  @Test
  void aStreamThatIsNotThereIsNotFound() {
    refusedAs("ResourceNotFoundException", this::putIntoNowhere);
  }

  @Test
  void aStreamThatIsNotThereIsNotFoundInAwsWords() {
    refusedWith("Stream no under account", this::putIntoNowhere);
  }

  private PutRecordResponse putIntoNowhere() {
    return client().putRecord(it -> it.streamName("no").partitionKey("k").data(text("x")));
  }

  private PutRecordsResponse putGoodAndInvalid() {
    return putAll(List.of(entry("a", text("good")), entry("", text("x"))));
  }

  private PutRecordsResponse putAll(List<PutRecordsRequestEntry> entries) {
    return client().putRecords(it -> it.streamName(stream).records(entries));
  }

  private List<BigInteger> twentyNumbers() {
    return IntStream.range(0, 20)
        .mapToObj(i -> new BigInteger(put("k", text("x")).sequenceNumber()))
        .toList();
  }

  private static PutRecordsRequestEntry entry(String key, SdkBytes data) {
    return PutRecordsRequestEntry.builder().partitionKey(key).data(data).build();
  }
}
