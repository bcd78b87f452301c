package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.kinesis.Kinesis.RecordPage;
import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.WireCalls.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What depends on time: trimming, expiry of iterators and shards, limits, lateness. */
class KinesisClockTest {

  private static final String SHARD = "shardId-000000000000";

  private final TickingClock clock = new TickingClock();
  private WireCalls calls = callsTo(KinesisSettings.inMemory());

  @BeforeEach
  void createTheStream() {
    calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
  }

  @Test
  void recordsGoWhenTheirRetentionIsOver() {
    calls.put("s", "old");
    clock.advance(Duration.ofHours(24));
    calls.put("s", "young");
    assertThat(texts(new ReadFrom.TrimHorizon())).containsExactly("old", "young");

    clock.advance(Duration.ofMillis(1));

    assertThat(texts(new ReadFrom.TrimHorizon())).containsExactly("young");
  }

  @Test
  void aTrimmedNumberReadsFromTheOldestRecord() {
    String old = calls.put("s", "old");
    clock.advance(Duration.ofHours(25));
    calls.put("s", "young");

    assertThat(texts(new ReadFrom.AtSequenceNumber(old))).containsExactly("young");
    assertThat(texts(new ReadFrom.AfterSequenceNumber(old))).containsExactly("young");
  }

  @Test
  void longerRetentionDoesNotBringBackWhatHasExpired() {
    calls.put("s", "expired");
    clock.advance(Duration.ofHours(25));
    calls.ok("IncreaseStreamRetentionPeriod", "{'StreamName':'s','RetentionPeriodHours':8760}");
    calls.put("s", "kept");
    clock.advance(Duration.ofHours(8000));

    assertThat(texts(new ReadFrom.TrimHorizon())).containsExactly("kept");
  }

  @Test
  void anIteratorLivesFiveMinutesAndNotLonger() {
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");
    clock.advance(Duration.ofMinutes(5));
    assertThat(calls.call("GetRecords", read(iterator)).status()).isEqualTo(200);

    clock.advance(Duration.ofMillis(1));
    Answer answer = calls.call("GetRecords", read(iterator));

    assertThat(answer.type()).isEqualTo("ExpiredIteratorException");
    assertThat(answer.message())
        .contains("was created at time Sun Mar 01 12:00:00 UTC 2026")
        .contains("tolerated delay of 300000 milliseconds.");
  }

  @Test
  void aClosedShardStaysReadableUntilItsRecordsHaveExpired() {
    calls.put("s", "in the parent");
    calls.ok(
        "SplitShard",
        "{'StreamName':'s','ShardToSplit':'" + SHARD + "','NewStartingHashKey':'1000'}");
    clock.advance(Duration.ofHours(23));

    RecordPage page = calls.kinesis().read("s", SHARD, new ReadFrom.TrimHorizon(), 10);
    assertThat(page.records()).hasSize(1);
    assertThat(page.atEnd()).isTrue();
    assertThat(calls.kinesis().shards("s")).hasSize(3);

    clock.advance(Duration.ofHours(2));
    assertThat(calls.kinesis().shards("s")).extracting(ShardView::closed).containsOnly(false);
    assertThatThrownBy(() -> calls.kinesis().read("s", SHARD, new ReadFrom.TrimHorizon(), 10))
        .isInstanceOfSatisfying(
            KinesisException.class,
            e -> assertThat(e.type()).isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void aClosedShardEndsOnlyBehindItsLastRecord() {
    calls.put("s", "1");
    calls.put("s", "2");
    calls.ok(
        "SplitShard",
        "{'StreamName':'s','ShardToSplit':'" + SHARD + "','NewStartingHashKey':'1000'}");

    RecordPage first = calls.kinesis().read("s", SHARD, new ReadFrom.TrimHorizon(), 1);
    RecordPage second = calls.kinesis().read("s", SHARD, first.next(), 1);

    assertThat(first.atEnd()).isFalse();
    assertThat(second.atEnd()).isTrue();
  }

  @Test
  void timesTravelToTheMillisecond() {
    calls.put("s", "x");
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");

    assertThat(
            calls
                .ok("GetRecords", read(iterator))
                .at("/Records/0/ApproximateArrivalTimestamp")
                .decimalValue())
        .isEqualByComparingTo("1772366400.25");
  }

  @Test
  void readingFromLatestGoesOnWhereItBegan() {
    calls.put("s", "before");
    RecordPage first = calls.kinesis().read("s", SHARD, new ReadFrom.Latest(), 10);
    calls.put("s", "after");

    assertThat(first.records()).isEmpty();
    assertThat(texts(first.next())).containsExactly("after");
  }

  @Test
  void aTimestampStartsAtTheFirstRecordNotBeforeIt() {
    for (int i = 0; i < 9; i++) {
      calls.put("s", "" + i);
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(texts(new ReadFrom.AtTimestamp(clock.instant().minusSeconds(2))))
        .containsExactly("7", "8");
    assertThat(texts(new ReadFrom.AtTimestamp(clock.instant().minusMillis(2001))))
        .containsExactly("7", "8");
  }

  @Test
  void latenessIsTheAgeOfTheLastRecordReadAndZeroAtTheTip() {
    calls.put("s", "1");
    clock.advance(Duration.ofSeconds(9));
    calls.put("s", "2");
    RecordPage page = calls.kinesis().read("s", SHARD, new ReadFrom.TrimHorizon(), 1);

    assertThat(page.behindLatest()).isEqualTo(Duration.ofSeconds(9));
    assertThat(calls.kinesis().read("s", SHARD, page.next(), 1).behindLatest()).isZero();
  }

  @Test
  void aFullShardTurnsAwaySingleRecordsOfABatch() {
    calls = callsTo(KinesisSettings.inMemory().limitedBy(KinesisLimits.aws()));
    calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
    for (int i = 0; i < 999; i++) {
      calls.put("s", "x");
    }

    Answer answer =
        calls.call(
            "PutRecords",
            "{'StreamName':'s','Records':[{'PartitionKey':'a','Data':'eA=='},"
                + "{'PartitionKey':'b','Data':'eA=='}]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("FailedRecordCount").intValue()).isEqualTo(1);
    assertThat(answer.body().at("/Records/0/SequenceNumber").textValue()).hasSize(56);
    assertThat(answer.body().at("/Records/1/ErrorCode").textValue())
        .isEqualTo("ProvisionedThroughputExceededException");
    assertThat(answer.body().at("/Records/1/ErrorMessage").textValue())
        .isEqualTo(
            "Rate exceeded for shard shardId-000000000000 in stream s under account 000000000000.");
    assertThat(calls.kinesis().totals()).isEqualTo(new KinesisTotals(1000, 1, 0));
    clock.advance(Duration.ofMillis(1));
    calls.put("s", "room again");
  }

  @Test
  void fiveReadsASecondAreAdmitted() {
    calls = callsTo(KinesisSettings.inMemory().limitedBy(KinesisLimits.aws()));
    calls.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");
    for (int i = 0; i < 5; i++) {
      calls.ok("GetRecords", read(iterator));
    }

    assertThat(calls.call("GetRecords", read(iterator)).type())
        .isEqualTo("ProvisionedThroughputExceededException");
    clock.advance(Duration.ofMillis(200));
    calls.ok("GetRecords", read(iterator));
  }

  @Test
  void aLargePageIsPaidForBySeconds() {
    TokenBucket bucket = new TokenBucket(2 << 20, clock.instant());
    bucket.spend(10 << 20);
    clock.advance(Duration.ofMillis(4999));
    assertThat(bucket.covers(1, clock.instant())).isFalse();
    clock.advance(Duration.ofMillis(2));
    assertThat(bucket.covers(1, clock.instant())).isTrue();
  }

  private WireCalls callsTo(KinesisSettings settings) {
    try {
      return new WireCalls(new Kinesis(settings, clock));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String iterator) {
    return "{'ShardIterator':'" + iterator + "'}";
  }

  private List<String> texts(ReadFrom from) {
    return calls.kinesis().read("s", SHARD, from, 100).records().stream()
        .map(record -> text(record.data()))
        .toList();
  }

  private static String text(ByteBuffer data) {
    return StandardCharsets.UTF_8.decode(data).toString();
  }
}
