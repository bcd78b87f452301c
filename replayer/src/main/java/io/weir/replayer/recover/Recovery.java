package io.weir.replayer.recover;

import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was recovered of one dead letter.
 *
 * @param letter the letter
 * @param verdict how much of it is in hand
 * @param records the records in hand, in the shard's order; never one outside the letter's range
 * @param events what the records hold, in their order: the records themselves unless they were
 *     taken apart
 * @param expiry when they will be lost
 */
public record Recovery(
    Letter letter,
    RecoveryStatus verdict,
    List<RecoveredRecord> records,
    List<RecoveredRecord> events,
    Expiry expiry) {

  /** Takes unmodifiable copies of the lists. */
  public Recovery {
    records = List.copyOf(records);
    events = List.copyOf(events);
  }

  /** Returns what was recovered, before its records are taken apart. */
  public Recovery(
      Letter letter, RecoveryStatus verdict, List<RecoveredRecord> records, Expiry expiry) {
    this(letter, verdict, records, records, expiry);
  }

  /** Returns the same with the records taken apart. */
  public Recovery apart(Function<RecoveredRecord, List<RecoveredRecord>> how) {
    return new Recovery(
        letter,
        verdict,
        records,
        records.stream().flatMap(record -> how.apply(record).stream()).toList(),
        expiry);
  }

  /**
   * When a dead letter's payload will be lost if no operator acts.
   *
   * @param leavesStream when the first of its records leaves the stream; absent if the letter holds
   *     its payload itself, or if the stream's retention could not be read
   * @param leavesQueue when the message leaves the queue; absent if that could not be read
   */
  public record Expiry(Optional<Instant> leavesStream, Optional<Instant> leavesQueue) {

    /** Nothing is known to be lost at any time. */
    public static final Expiry UNKNOWN = new Expiry(Optional.empty(), Optional.empty());

    /** Returns the earlier of the two. */
    public Optional<Instant> at() {
      return Stream.of(leavesStream, leavesQueue).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** Returns the time that is left; negative once it is over. */
    public Optional<Duration> left(Instant now) {
      return at().map(at -> Duration.between(now, at));
    }
  }
}
