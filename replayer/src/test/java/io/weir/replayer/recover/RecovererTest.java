package io.weir.replayer.recover;

import static io.weir.replayer.recover.Fixture.SHARD;
import static io.weir.replayer.recover.Fixture.range;
import static io.weir.replayer.recover.Fixture.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.StreamException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a pointer to its records: all of them, or a verdict that says what is missing. */
@Timeout(60)
class RecovererTest {

  private final Fixture fixture = new Fixture();
  private final FakeStream stream = fixture.stream;

  @Test
  void everyRangeOfAShardIsRecoveredToTheByte() {
    List<RecoveredRecord> all = stream.put(SHARD, 20);
    for (int from = 0; from < 20; from++) {
      for (int to = from; to < 20; to++) {
        Recovery recovery = fixture.recover(range(from, to));
        assertThat(recovery.verdict()).isEqualTo(new RecoveryStatus.Complete(0));
        assertThat(recovery.records()).isEqualTo(all.subList(from, to + 1));
      }
    }
  }

  @Test
  void tenThousandRecordsAreOneRange() {
    List<RecoveredRecord> all = stream.put(SHARD, 10_050);
    Recovery recovery = fixture.recover(range(20, 10_019));
    assertThat(recovery.verdict()).isEqualTo(new RecoveryStatus.Complete(0));
    assertThat(recovery.records()).isEqualTo(all.subList(20, 10_020));
  }

  @Test
  void moreThanTenThousandAreRefusedUnlessAllowed() {
    stream.put(SHARD, 10_050);
    assertThat(fixture.recover(sized(range(0, 10_000), 100)).verdict())
        .isInstanceOfSatisfying(
            RecoveryStatus.Refused.class, it -> assertThat(it.detail()).contains("--allow-large"));
    fixture.bounds = Bounds.LARGE;
    assertThat(fixture.recover(sized(range(0, 10_000), 100)).records()).hasSize(10_001);
  }

  @Test
  void tooManyBytesAreRefused() {
    stream.put(SHARD, 20);
    fixture.bounds = new Bounds(10_000, 50);
    Recovery recovery = fixture.recover(range(0, 19));
    assertThat(recovery.verdict()).isInstanceOf(RecoveryStatus.Refused.class);
    assertThat(recovery.records()).isEmpty();
  }

  @Test
  void recordsOfOtherLanesAreInTheRangeAndSaidSo() {
    stream.put(SHARD, 20);
    assertThat(fixture.recover(sized(range(3, 12), 4)).verdict())
        .isEqualTo(new RecoveryStatus.Complete(6));
  }

  @Test
  void recordsOfOtherLanesAreReadInAFewPages() {
    stream.put(SHARD, 400);
    assertThat(fixture.recover(sized(range(3, 303), 4)).verdict())
        .isEqualTo(new RecoveryStatus.Complete(297));
    assertThat(stream.calls()).filteredOn("GetRecords"::equals).hasSizeLessThanOrEqualTo(9);
  }

  @Test
  void fewerThanTheBatchHadIsALossEvenIfBothEndsAreThere() {
    stream.put(SHARD, 20);
    assertThat(fixture.recover(sized(range(3, 12), 11)).verdict())
        .isEqualTo(
            new RecoveryStatus.Partial(10, 11, "missing between its first and its last record"));
  }

  @Test
  void randomEmptyPagesChangeNothing() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    stream.emptyPages = () -> random.nextInt(ShardCursor.MAX_EMPTY_PAGES);
    List<RecoveredRecord> all = stream.put(SHARD, 2_000);
    for (int round = 0; round < 50; round++) {
      int from = random.nextInt(1_900);
      int to = from + random.nextInt(100);
      assertThat(fixture.recover(range(from, to)).records())
          .as("seed %d", seed)
          .isEqualTo(all.subList(from, to + 1));
    }
  }

  @Test
  void endlessEmptyPagesAreGivenUpAsUnreadable() {
    stream.put(SHARD, 8);
    stream.emptyPages = () -> Integer.MAX_VALUE;
    assertThat(fixture.recover(range(2, 3)).verdict())
        .isInstanceOf(RecoveryStatus.Unreadable.class);
    assertThat(stream.calls()).hasSizeLessThan(70);
  }

  @Test
  void anExpiredIteratorIsRenewedBehindTheLastRecordSeen() {
    List<RecoveredRecord> all = stream.put(SHARD, 100);
    fixture.bounds = new Bounds(1_000, 1_000_000);
    AtomicInteger reads = new AtomicInteger();
    stream.fault =
        call -> {
          if (call.equals("GetRecords") && reads.incrementAndGet() % 2 == 1) {
            throw new StreamException(Kind.ITERATOR_EXPIRED, "too old");
          }
        };
    // A batch of 1 reads page by page, so that many iterators expire on the way.
    Recovery recovery = fixture.recover(sized(range(10, 40), 1));
    assertThat(recovery.records()).isEqualTo(all.subList(10, 41));
    assertThat(recovery.verdict()).isEqualTo(new RecoveryStatus.Complete(30));
  }

  @Test
  void throttlingSlowsDownAndLosesNothing() {
    List<RecoveredRecord> all = stream.put(SHARD, 50);
    AtomicInteger calls = new AtomicInteger();
    stream.fault =
        call -> {
          if (calls.incrementAndGet() % 4 != 0) {
            throw new StreamException(Kind.SLOW_DOWN, "throttled");
          }
        };
    assertThat(fixture.recover(range(10, 40)).records()).isEqualTo(all.subList(10, 41));
    assertThat(fixture.pauses).contains(Duration.ofMillis(500), Duration.ofMillis(1_500));
  }

  @Test
  void throttlingWithoutEndIsUnreadableAndNotLost() {
    stream.put(SHARD, 8);
    stream.fault =
        call -> {
          throw new StreamException(Kind.SLOW_DOWN, "throttled");
        };
    assertThat(fixture.recover(range(2, 3)).verdict())
        .isEqualTo(new RecoveryStatus.Unreadable("throttled"));
    assertThat(fixture.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void neighboursShareTheirReads() {
    List<RecoveredRecord> all = stream.put(SHARD, 100);
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      letters.add(Fixture.letter("m-" + i, Fixture.pointer(range(i * 2, i * 2))));
    }
    Collections.shuffle(letters, new Random(7));
    List<Recovery> recoveries = fixture.recoverAll(letters);
    for (int i = 0; i < letters.size(); i++) {
      assertThat(recoveries.get(i).letter()).isEqualTo(letters.get(i));
      int place = Integer.parseInt(letters.get(i).id().substring(2)) * 2;
      assertThat(recoveries.get(i).records()).containsExactly(all.get(place));
    }
    assertThat(stream.calls())
        .containsExactlyInAnyOrder("DescribeStreamSummary", "GetShardIterator", "GetRecords");
  }

  @Test
  void theSameMessageTwiceIsReadOnceAndAnsweredTwice() {
    List<RecoveredRecord> all = stream.put(SHARD, 10);
    Letter once = Fixture.letter("m-1", Fixture.pointer(range(3, 5)));
    Letter again = Fixture.letter("m-2", Fixture.pointer(range(3, 5)));
    assertThat(fixture.recoverAll(List.of(once, again)))
        .allSatisfy(it -> assertThat(it.records()).isEqualTo(all.subList(3, 6)));
    assertThat(stream.calls()).filteredOn("GetRecords"::equals).hasSize(1);
  }

  @Test
  void overlappingAndDistantRangesOfTwoShardsAreEachExact() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    List<RecoveredRecord> all = stream.put(SHARD, 3_000);
    stream.emptyPages = () -> random.nextInt(3);
    List<Letter> letters = new ArrayList<>();
    List<List<RecoveredRecord>> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(2_950);
      int to = from + random.nextInt(50);
      letters.add(Fixture.letter("m-" + i, Fixture.pointer(range(from, to))));
      expected.add(all.subList(from, to + 1));
    }
    List<Recovery> recoveries = fixture.recoverAll(letters);
    for (int i = 0; i < letters.size(); i++) {
      assertThat(recoveries.get(i).records()).as("seed %d", seed).isEqualTo(expected.get(i));
    }
  }

  @Test
  void tellsWhenTheFirstRecordLeavesTheStream() {
    stream.put(SHARD, 10);
    assertThat(fixture.recover(range(3, 5)).expiry().leavesStream())
        .contains(FakeStream.EPOCH.plusSeconds(3).plus(Duration.ofHours(24)));
  }
}
