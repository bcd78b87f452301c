package io.weir.replayer.recover;

import static io.weir.replayer.recover.Fixture.SHARD;
import static io.weir.replayer.recover.Fixture.letter;
import static io.weir.replayer.recover.Fixture.pointer;
import static io.weir.replayer.recover.Fixture.range;
import static io.weir.replayer.recover.Fixture.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.StreamException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often the stream is asked, how much at once, and how long recovery waits in between. */
@Timeout(60)
class PatienceTest {

  private static final String RETENTION = "DescribeStreamSummary";

  private final Fixture fixture = new Fixture();
  private final FakeStream stream = fixture.stream;

  private static FakeStream.Fault always(String name, Kind kind) {
    return first(name, Integer.MAX_VALUE, kind);
  }

  /** The first calls of a name fail. */
  private static FakeStream.Fault first(String name, int times, Kind kind) {
    AtomicInteger calls = new AtomicInteger();
    return call -> {
      if (call.equals(name) && calls.incrementAndGet() <= times) {
        throw new StreamException(kind, "as the test wants it");
      }
    };
  }

  private static BatchRange inShard(String shardId, BatchRange range) {
    return new BatchRange(
        range.stream(),
        range.consumerArn(),
        shardId,
        range.start(),
        range.end(),
        range.batchSize(),
        range.firstArrival(),
        range.lastArrival());
  }

  private long calls(String name) {
    return stream.calls().stream().filter(name::equals).count();
  }

  /** The waits for a share of a few bytes are shorter than a millisecond. */
  private List<Duration> longPauses() {
    return fixture.pauses.stream().filter(time -> time.toMillis() > 0).toList();
  }

  @Test
  void aReadAsksForTheRestOfTheBatchAndThenForTwiceAsManyEachTime() {
    stream.put(SHARD, 400);
    fixture.recover(sized(range(3, 102), 4));
    assertThat(stream.limits()).containsExactly(4, 4, 8, 16, 32, 64);
  }

  @Test
  void aNeighbourWithinAMinuteIsReadAheadAndAnotherOneIsNot() {
    stream.put(SHARD, 400);
    Letter first = letter("m-1", pointer(range(0, 9)));
    fixture.recoverAll(List.of(first, letter("m-2", pointer(range(68, 68)))));
    assertThat(stream.limits()).containsExactly(510);
    fixture.recoverAll(List.of(first, letter("m-2", pointer(range(69, 69)))));
    assertThat(stream.limits()).containsExactly(510, 10, 1);
  }

  @Test
  void asManyBytesAsAreAllowedAreTaken() {
    List<RecoveredRecord> all = stream.put(SHARD, 2);
    fixture.bounds = new Bounds(10, 18);
    assertThat(fixture.recover(range(0, 1)).records()).isEqualTo(all);
    fixture.bounds = new Bounds(10, 17);
    assertThat(fixture.recover(range(0, 1)).verdict()).isInstanceOf(RecoveryStatus.Refused.class);
  }

  @Test
  void aRefusedNumberThatIsTheOldestOfItsShardIsReadFromThere() {
    List<RecoveredRecord> all = stream.put(SHARD, 8);
    stream.fault = first("GetShardIterator", 1, Kind.INVALID);
    assertThat(fixture.recover(range(0, 3)).records()).isEqualTo(all.subList(0, 4));
  }

  @Test
  void anIteratorThatExpiresForEverIsGivenUpAsUnreadable() {
    stream.put(SHARD, 8);
    stream.fault = always("GetRecords", Kind.ITERATOR_EXPIRED);
    assertThat(fixture.recover(range(2, 3)).verdict())
        .isInstanceOf(RecoveryStatus.Unreadable.class);
    assertThat(calls("GetRecords")).isEqualTo(ShardCursor.MAX_ATTEMPTS + 1L);
  }

  @Test
  void anIteratorThatExpiresUnusedIsRenewedWhereItWasOpened() {
    List<RecoveredRecord> all = stream.put(SHARD, 1_010);
    AtomicInteger reads = new AtomicInteger();
    stream.fault =
        call -> {
          if (call.equals("GetRecords") && reads.incrementAndGet() == 2) {
            throw new StreamException(Kind.ITERATOR_EXPIRED, "too old");
          }
        };
    List<Recovery> recoveries =
        fixture.recoverAll(
            List.of(
                letter("m-1", pointer(range(0, 4))), letter("m-2", pointer(range(1_000, 1_004)))));
    assertThat(recoveries.get(1).records()).isEqualTo(all.subList(1_000, 1_005));
    assertThat(calls("GetRecords")).isEqualTo(3);
  }

  @Test
  void readsWaitForTheirShareOfReadsAndBytes() {
    for (int n = 0; n < 8; n++) {
      stream.put(
          new RecoveredRecord(
              new Coordinates(FakeStream.ARN, SHARD, FakeStream.number(n)),
              "key",
              Bytes.of(new byte[400_000]),
              FakeStream.EPOCH));
    }
    fixture.readsPerSecond = 2;
    assertThat(fixture.recover(sized(range(0, 7), 1)).records()).hasSize(8);
    assertThat(stream.limits()).containsExactly(1, 1, 2, 4);
    // The clock stands still, so the second pause holds the first one too.
    assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(2_500));
  }

  @Test
  void eachShardHasAShareOfItsOwn() {
    String second = "shardId-000000000001";
    stream.put(SHARD, 8);
    stream.put(second, 8);
    fixture.readsPerSecond = 2;
    BatchRange threeReads = sized(range(0, 3), 1);
    fixture.recoverAll(
        List.of(
            letter("m-1", pointer(threeReads)),
            letter("m-2", pointer(inShard(second, threeReads)))));
    assertThat(stream.limits()).hasSize(6);
    assertThat(longPauses()).isEmpty();
  }

  @Test
  void aThrottledIteratorIsAskedForAgainAfterAWait() {
    List<RecoveredRecord> all = stream.put(SHARD, 8);
    stream.fault = first("GetShardIterator", 2, Kind.SLOW_DOWN);
    assertThat(fixture.recover(range(2, 3)).records()).isEqualTo(all.subList(2, 4));
    assertThat(fixture.pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1_500));
  }

  @Test
  void aThrottledReadIsGivenUpWithoutAWaitInVain() {
    stream.put(SHARD, 8);
    stream.fault = always("GetRecords", Kind.SLOW_DOWN);
    assertThat(fixture.recover(range(2, 3)).verdict())
        .isInstanceOf(RecoveryStatus.Unreadable.class);
    assertThat(calls("GetRecords")).isEqualTo(ShardCursor.MAX_ATTEMPTS);
    assertThat(longPauses()).hasSize(ShardCursor.MAX_ATTEMPTS - 1);
  }

  @Test
  void aThrottledQuestionForTheRetentionIsAskedAgainAfterAWait() {
    stream.put(SHARD, 8);
    stream.fault = first(RETENTION, 2, Kind.SLOW_DOWN);
    assertThat(fixture.recover(range(2, 3)).expiry().leavesStream()).isPresent();
    assertThat(fixture.pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1_500));
  }

  @Test
  void theRetentionIsGivenUpWithoutAWaitInVain() {
    List<RecoveredRecord> all = stream.put(SHARD, 8);
    stream.fault = always(RETENTION, Kind.SLOW_DOWN);
    Recovery recovery = fixture.recover(range(2, 3));
    assertThat(recovery.records()).isEqualTo(all.subList(2, 4));
    assertThat(recovery.expiry().leavesStream()).isEmpty();
    assertThat(calls(RETENTION)).isEqualTo(ShardCursor.MAX_ATTEMPTS);
    assertThat(fixture.pauses).hasSize(ShardCursor.MAX_ATTEMPTS - 1);
  }

  @Test
  void aRetentionThatMayNotBeReadIsAskedForOnce() {
    stream.put(SHARD, 8);
    stream.fault = always(RETENTION, Kind.FAILED);
    assertThat(fixture.recover(range(2, 3)).verdict()).isEqualTo(new RecoveryStatus.Complete(0));
    assertThat(calls(RETENTION)).isEqualTo(1);
    assertThat(fixture.pauses).isEmpty();
  }

  @Test
  void whoeverStopsAWaitStopsTheRecovery() {
    stream.put(SHARD, 8);
    stream.fault = always("GetRecords", Kind.SLOW_DOWN);
    fixture.pause = interrupted();
    assertThatThrownBy(
            () ->
                fixture
                    .recoverer()
                    .recover(
                        List.of(letter("m-1", pointer(range(2, 3)))), Optional.empty(), () -> {}))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aWaitForTheRetentionThatIsStoppedIsNotForgotten() {
    stream.put(SHARD, 8);
    AtomicBoolean stopped = new AtomicBoolean();
    stream.fault =
        call -> {
          if (call.equals(RETENTION)) {
            throw new StreamException(Kind.SLOW_DOWN, "throttled");
          }
          stopped.set(Thread.currentThread().isInterrupted());
        };
    fixture.pause = interrupted();
    fixture.recover(range(2, 3));
    assertThat(calls(RETENTION)).isEqualTo(1);
    assertThat(stopped).isTrue();
  }

  private static Pause interrupted() {
    return time -> {
      throw new InterruptedException("stopped by the test");
    };
  }

  @Test
  void aReaderThatBreaksIsNoVerdict() {
    stream.put(SHARD, 8);
    stream.fault =
        call -> {
          throw new IllegalArgumentException("broken");
        };
    assertThatThrownBy(() -> fixture.recover(range(2, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("broken");
  }
}
