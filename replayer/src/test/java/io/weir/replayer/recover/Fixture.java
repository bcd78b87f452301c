package io.weir.replayer.recover;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stream of one shard, and short words for letters that point into it. */
final class Fixture {

  static final String SHARD = "shardId-000000000000";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:ingest";

  final FakeStream stream = new FakeStream();
  Instant now = FakeStream.EPOCH.plusSeconds(3_600);
  Bounds bounds = Bounds.DEFAULT;
  Trust trust = new Trust(Set.of(FakeStream.ARN), Set.of(FUNCTION));

  /** What was waited for. */
  final List<Duration> pauses = new ArrayList<>();

  Copies copies = Copies.NONE;
  Archive archive = Archive.NONE;

  /** How many reads a second each shard is given: enough that no read waits. */
  double readsPerSecond = 1_000_000;

  Pause pause = pauses::add;

  Recoverer recoverer() {
    InstantSource clock = () -> now;
    return new Recoverer(stream, trust, bounds, new ReadPace(readsPerSecond, clock, pause), clock)
        .orFrom(copies)
        .trusting(archive);
  }

  Recovery recover(BatchRange range) {
    return recover(letter("m-1", pointer(range)));
  }

  Recovery recover(Letter letter) {
    return recoverAll(List.of(letter)).get(0);
  }

  List<Recovery> recoverAll(List<Letter> letters) {
    try {
      return recoverer().recover(letters, Optional.empty(), () -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Points at the records from one place to another, both included. */
  static BatchRange range(int from, int to) {
    return range(FakeStream.number(from), FakeStream.number(to), to - from + 1, from, to);
  }

  private static BatchRange range(
      SequenceNumber start, SequenceNumber end, int size, int from, int to) {
    return new BatchRange(
        FakeStream.ARN,
        Optional.empty(),
        SHARD,
        start,
        end,
        size,
        FakeStream.EPOCH.plusSeconds(from),
        FakeStream.EPOCH.plusSeconds(to));
  }

  /** Returns the same range, of a batch of another size. */
  static BatchRange sized(BatchRange range, int size) {
    return new BatchRange(
        range.stream(),
        range.consumerArn(),
        range.shardId(),
        range.start(),
        range.end(),
        size,
        range.firstArrival(),
        range.lastArrival());
  }

  static Pointer pointer(BatchRange range) {
    return new Pointer(
        Optional.of("request"),
        FUNCTION + ":live",
        "RetryAttemptsExhausted",
        3,
        Optional.empty(),
        range.lastArrival().plusSeconds(5),
        range,
        Optional.empty());
  }

  static Letter letter(String id, DeadLetter content) {
    return new Letter(
        id,
        Optional.of("receipt"),
        Bytes.of(id.getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        Optional.empty(),
        1,
        Attributes.NONE,
        content);
  }

  static List<SequenceNumber> numbers(List<RecoveredRecord> records) {
    return records.stream().map(record -> record.coordinates().sequenceNumber()).toList();
  }
}
