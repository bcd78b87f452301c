package io.weir.replayer.recover;

import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.recover.StreamException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the ranges of one shard, one after the other in the order of their starts, and judges what
 * it finds. Kinesis does not say that a record was trimmed: it may refuse the number, begin at the
 * oldest record instead, or answer with empty pages for ever (KIN-41). Only the numbers of what it
 * returns tell.
 */
final class RangeReader {

  private static final int MAX_PAGE = 10_000;

  private final ShardCursor cursor;
  private final Bounds bounds;
  private final Optional<Duration> retention;
  private final Instant now;

  RangeReader(ShardCursor cursor, Bounds bounds, Optional<Duration> retention, Instant now) {
    this.cursor = cursor;
    this.bounds = bounds;
    this.retention = retention;
    this.now = now;
  }

  /** What was found of a range. */
  record Found(RecoveryStatus verdict, List<RecoveredRecord> records) {

    static Found nothing(RecoveryStatus verdict) {
      return new Found(verdict, List.of());
    }
  }

  /**
   * Reads one range.
   *
   * @param ahead how many records beyond it the next ranges are likely to need
   */
  Found read(BatchRange range, int ahead) throws InterruptedException {
    try {
      cursor.seek(range.start());
      return collect(range, ahead, false);
    } catch (StreamException e) {
      return e.kind() == Kind.INVALID ? readTail(range, ahead) : failure(e);
    }
  }

  /** Looks for what is left of a range whose start Kinesis does not know. */
  private Found readTail(BatchRange range, int ahead) throws InterruptedException {
    try {
      cursor.seekOldest();
      return collect(range, ahead, true);
    } catch (StreamException e) {
      return failure(e);
    }
  }

  private static Found failure(StreamException e) {
    String message = String.valueOf(e.getMessage());
    return Found.nothing(
        e.kind() == Kind.GONE
            ? new RecoveryStatus.Gone(message)
            : new RecoveryStatus.Unreadable(message));
  }

  private Found collect(BatchRange range, int ahead, boolean fromOldest)
      throws StreamException, InterruptedException {
    List<RecoveredRecord> found = new ArrayList<>();
    long bytes = 0;
    while (true) {
      Optional<RecoveredRecord> next = cursor.peek(page(range, found.size()) + ahead);
      if (next.isEmpty() && cursor.end() == ShardCursor.End.NOTHING_COMES) {
        return found.isEmpty() && !fromOldest && isOver(range.firstArrival())
            ? readTail(range, ahead)
            : Found.nothing(
                new RecoveryStatus.Unreadable("the stream gave nothing but empty pages"));
      }
      if (next.isEmpty()) {
        return judge(range, found);
      }
      SequenceNumber number = next.get().coordinates().sequenceNumber();
      if (fromOldest && number.compareTo(range.start()) < 0) {
        return Found.nothing(
            new RecoveryStatus.Refused(
                "no record of this shard has the number that it starts with, though the shard"
                    + " reaches back further: the stream was made again, or the pointer is forged"));
      }
      if (number.compareTo(range.end()) > 0) {
        return judge(range, found);
      }
      cursor.advance();
      if (range.contains(number)) {
        found.add(next.get());
        bytes += next.get().payload().size();
      }
      if (found.size() > bounds.records() || bytes > bounds.bytes()) {
        return Found.nothing(tooLarge());
      }
      if (number.equals(range.end())) {
        return judge(range, found);
      }
    }
  }

  /**
   * Returns how many records to ask for: what the batch had and was not seen yet. Records of other
   * lanes may lie in between (ESM-27). How many is not known, so it asks for twice as many each
   * time.
   */
  private static int page(BatchRange range, int found) {
    int missing = range.batchSize() - found;
    return Math.max(1, Math.min(MAX_PAGE, missing > 0 ? missing : found));
  }

  private RecoveryStatus tooLarge() {
    return new RecoveryStatus.Refused(
        "its range holds more than %,d records or %,d bytes: if it is right, add --allow-large"
            .formatted(bounds.records(), bounds.bytes()));
  }

  private Found judge(BatchRange range, List<RecoveredRecord> found) {
    return found.isEmpty()
        ? Found.nothing(lost(range))
        : new Found(verdict(range, found), List.copyOf(found));
  }

  private RecoveryStatus lost(BatchRange range) {
    if (retention.isEmpty()) {
      return new RecoveryStatus.Unreadable(
          "the stream has none of its records, and how long it keeps them cannot be read:"
              + " whether they are lost is not known");
    }
    if (isOver(range.lastArrival())) {
      return new RecoveryStatus.Expired("all of its records have left the stream");
    }
    return new RecoveryStatus.Gone(
        "the stream has none of its records, though they are younger than its retention:"
            + " it was made again, or its retention was shorter for a while");
  }

  private boolean isOver(Instant arrival) {
    return retention.map(keeps -> !arrival.plus(keeps).isAfter(now)).orElse(false);
  }

  /** Judges records of a range, which are in order and not none, by what they should be. */
  static RecoveryStatus verdict(BatchRange range, List<RecoveredRecord> found) {
    SequenceNumber first = found.get(0).coordinates().sequenceNumber();
    SequenceNumber last = found.get(found.size() - 1).coordinates().sequenceNumber();
    List<String> missing = new ArrayList<>();
    if (!first.equals(range.start())) {
      missing.add("missing from " + range.start() + " until before " + first);
    }
    if (!last.equals(range.end())) {
      missing.add("missing after " + last + " until " + range.end());
    }
    if (missing.isEmpty() && found.size() < range.batchSize()) {
      missing.add("missing between its first and its last record");
    }
    return missing.isEmpty()
        ? new RecoveryStatus.Complete(found.size() - range.batchSize())
        : new RecoveryStatus.Partial(found.size(), range.batchSize(), String.join("; ", missing));
  }
}
