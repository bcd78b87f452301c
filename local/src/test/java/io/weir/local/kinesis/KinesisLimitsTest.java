package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.kinesis.WireCalls.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one shard bears in a second, over the wire (KIN-13); and that it bears all without. */
class KinesisLimitsTest {

  private static final String SHARD = "shardId-000000000000";
  private static final String EXCEEDED = "ProvisionedThroughputExceededException";
  private static final int HALF_A_MEBIBYTE = 1 << 19;

  private final TickingClock clock = new TickingClock();
  private WireCalls calls = callsTo(KinesisLimits.aws());

  @Test
  void aShardTakesOneMebibyteASecond() {
    assertThat(put(HALF_A_MEBIBYTE - 1).status()).isEqualTo(200);
    assertThat(put(HALF_A_MEBIBYTE - 1).status()).isEqualTo(200);
    assertThat(put(1).type()).isEqualTo(EXCEEDED);

    clock.advance(Duration.ofSeconds(1));

    assertThat(put(HALF_A_MEBIBYTE).status()).isEqualTo(200);
  }

  @Test
  void aBatchKeepsWhatFitsAndNamesWhatDoesNot() {
    String half = Base64.getEncoder().encodeToString(new byte[HALF_A_MEBIBYTE - 1]);
    String entry = "{'PartitionKey':'k','Data':'%s'}".formatted(half);

    Answer answer =
        calls.call(
            "PutRecords",
            "{'StreamName':'s','Records':[%s]}"
                .formatted(String.join(",", Collections.nCopies(3, entry))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("FailedRecordCount").intValue()).isEqualTo(1);
    assertThat(answer.body().at("/Records/1/SequenceNumber").isTextual()).isTrue();
    assertThat(answer.body().at("/Records/2/ErrorCode").textValue()).isEqualTo(EXCEEDED);
    assertThat(calls.kinesis().read("s", SHARD, new ReadFrom.TrimHorizon(), 10).records())
        .hasSize(2);
  }

  @Test
  void aShardGivesTwoMebibytesASecond() {
    fill(4);
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");

    assertThat(read(iterator, 4).body().path("Records")).hasSize(4);
    assertThat(read(iterator, 1).type()).isEqualTo(EXCEEDED);
    clock.advance(Duration.ofMillis(300));
    assertThat(read(iterator, 1).status()).isEqualTo(200);
  }

  @Test
  void aPageEndsAtTenMebibytesAndIsPaidForByFiveSeconds() {
    fill(24);
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");

    assertThat(read(iterator, 10_000).body().path("Records")).hasSize(20);
    clock.advance(Duration.ofMillis(4_900));
    assertThat(read(iterator, 1).type()).isEqualTo(EXCEEDED);
    clock.advance(Duration.ofMillis(101));
    assertThat(read(iterator, 1).status()).isEqualTo(200);
  }

  @Test
  void aShardGivesFiveIteratorsASecond() {
    IntStream.range(0, 5).forEach(i -> calls.iterator("s", SHARD, "LATEST"));

    Answer sixth =
        calls.call(
            "GetShardIterator",
            "{'StreamName':'s','ShardId':'%s','ShardIteratorType':'LATEST'}".formatted(SHARD));

    assertThat(sixth.type()).isEqualTo(EXCEEDED);
  }

  @Test
  void withoutLimitsNothingIsTurnedAway() {
    calls = callsTo(KinesisLimits.none());
    fill(24);
    IntStream.range(0, 20).forEach(i -> calls.iterator("s", SHARD, "LATEST"));
    String iterator = calls.iterator("s", SHARD, "TRIM_HORIZON");

    assertThat(IntStream.range(0, 10).mapToObj(i -> read(iterator, 10_000)))
        .allSatisfy(page -> assertThat(page.body().path("Records")).hasSize(20));
    assertThat(calls.kinesis().totals().refused()).isZero();
  }

  /** Half mebibytes, each in a second of its own. */
  private void fill(int records) {
    for (int i = 0; i < records; i++) {
      assertThat(put(HALF_A_MEBIBYTE - 1).status()).isEqualTo(200);
      clock.advance(Duration.ofSeconds(1));
    }
  }

  private Answer put(int bytes) {
    String data = Base64.getEncoder().encodeToString(new byte[bytes]);
    return calls.call(
        "PutRecord", "{'StreamName':'s','PartitionKey':'k','Data':'%s'}".formatted(data));
  }

  private Answer read(String iterator, int limit) {
    return calls.call("GetRecords", "{'ShardIterator':'%s','Limit':%d}".formatted(iterator, limit));
  }

  private WireCalls callsTo(KinesisLimits limits) {
    try {
      WireCalls made =
          new WireCalls(new Kinesis(KinesisSettings.inMemory().limitedBy(limits), clock));
      made.ok("CreateStream", "{'StreamName':'s','ShardCount':1}");
      return made;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
