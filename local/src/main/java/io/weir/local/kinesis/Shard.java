package io.weir.local.kinesis;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.weir.local.kinesis.SequenceNumbers.Decoded;
import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One shard and its records. Writers are serialized by the stream; readers come as they like. */
final class Shard {

  private static final long MAX_PAGE_BYTES = 10L << 20;

  private final String place;
  private final SequenceNumbers numbers;
  private final ShardThroughput throughput;
  private final RetainedRecords records;
  private ShardState state;
  private long reserved;
  private Instant lastArrival;

  Shard(ShardState state, String streamAndAccount, KinesisLimits limits, Instant now) {
    this.state = state;
    this.place = "shard %s in %s".formatted(state.id(), streamAndAccount);
    this.numbers = state.sequenceNumbers();
    this.throughput = new ShardThroughput(limits, now);
    this.records = new RetainedRecords(state.firstOrdinal());
    this.reserved = state.firstOrdinal();
    this.lastArrival = state.openedAt();
  }

  synchronized ShardState state() {
    return state.startingAt(records.firstOrdinal());
  }

  synchronized void become(ShardState next) {
    state = next;
  }

  synchronized void trim(Instant horizon) {
    records.trim(horizon);
  }

  synchronized void restore(LoggedRecord logged) {
    if (logged.ordinal() >= records.nextOrdinal()) {
      publish(logged.record());
      reserved = records.nextOrdinal();
      lastArrival = logged.record().arrivedAt();
    }
  }

  synchronized List<LoggedRecord> retained() {
    long first = records.firstOrdinal();
    List<StoredRecord> all = records.slice(first, Integer.MAX_VALUE, Long.MAX_VALUE);
    return IntStream.range(0, all.size())
        .mapToObj(i -> new LoggedRecord(state.index(), first + i, all.get(i)))
        .toList();
  }

  synchronized boolean admitsWrite(int size, Instant now) {
    return throughput.admitsWrite(size, now);
  }

  /** Gives a record its number; readers do not see it before {@link #publish}. */
  synchronized LoggedRecord reserve(String partitionKey, ByteBuffer data, Instant now) {
    Instant arrivedAt = now.truncatedTo(MILLIS);
    if (arrivedAt.isBefore(lastArrival)) {
      arrivedAt = lastArrival; // a clock set back must not put times out of order
    }
    lastArrival = arrivedAt;
    long ordinal = reserved++;
    return new LoggedRecord(
        state.index(),
        ordinal,
        new StoredRecord(numbers.at(ordinal, arrivedAt), partitionKey, data, arrivedAt));
  }

  synchronized void publish(StoredRecord durable) {
    records.add(durable);
  }

  synchronized void admitIterator(Instant now) {
    if (!throughput.admitsIterator(now)) {
      throw rateExceeded();
    }
  }

  KinesisException rateExceeded() {
    return KinesisException.throttled("Rate exceeded for %s.".formatted(place));
  }

  synchronized Slice read(long position, int limit, Instant now) {
    if (!throughput.admitsRead(now)) {
      throw rateExceeded();
    }
    long start = Math.max(position, records.firstOrdinal());
    List<StoredRecord> page = records.slice(start, limit, MAX_PAGE_BYTES);
    throughput.handedOut(page.stream().mapToLong(StoredRecord::size).sum());
    long next = start + page.size();
    boolean atTip = next >= records.nextOrdinal();
    Duration behind = Duration.ZERO;
    if (!atTip && !page.isEmpty()) {
      behind = Duration.between(page.get(page.size() - 1).arrivedAt(), now);
    }
    return new Slice(
        page, next, atTip && !state.open(), behind.isNegative() ? Duration.ZERO : behind);
  }

  synchronized long position(ReadFrom from, Instant now) {
    if (from instanceof ReadFrom.AtTimestamp at) {
      return records.firstSince(notAfter(now, at.instant()));
    }
    if (from instanceof ReadFrom.AtSequenceNumber at) {
      Decoded number = decode(at.sequenceNumber());
      return number.ordinal() + (compare(number) > 0 ? 1 : 0);
    }
    if (from instanceof ReadFrom.AfterSequenceNumber after) {
      Decoded number = decode(after.sequenceNumber());
      return number.ordinal() + (compare(number) >= 0 ? 1 : 0);
    }
    return from instanceof ReadFrom.Latest ? records.nextOrdinal() : records.firstOrdinal();
  }

  /** Names a position so that it survives a restart: a number before the record that is there. */
  ReadFrom named(long position) {
    return new ReadFrom.AtSequenceNumber(numbers.at(position, Instant.EPOCH));
  }

  /** Compares a number with that of the record in its place; equal where that one is not there. */
  private int compare(Decoded number) {
    return records.holds(number.ordinal())
        ? number.number().compareTo(new BigInteger(records.at(number.ordinal()).sequenceNumber()))
        : 0;
  }

  private Decoded decode(String sequenceNumber) {
    Decoded number =
        SequenceNumbers.decode(sequenceNumber)
            .orElseThrow(() -> notOurs(sequenceNumber, "is invalid."));
    if (number.shardIndex() != state.index()) {
      throw KinesisException.invalidArgument(
          "Invalid StartingSequenceNumber. It encodes %s, while it was used in a call to a shard with %s"
              .formatted(ShardState.id(number.shardIndex()), state.id())); // KIN-5
    }
    if (number.epochSecond() != state.epochSecond()) {
      throw notOurs(
          number.number().toString(), "is invalid because it did not come from this stream.");
    }
    return number;
  }

  private KinesisException notOurs(String number, String verdict) {
    return KinesisException.invalidArgument(
        "StartingSequenceNumber %s used in GetShardIterator on %s %s"
            .formatted(number, place, verdict));
  }

  private static Instant notAfter(Instant now, Instant wanted) {
    if (wanted.isAfter(now)) {
      throw KinesisException.invalidArgument(
          "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
              + "timestampInMillis: %d, currentTimestampInMillis: %d"
                  .formatted(wanted.toEpochMilli(), now.toEpochMilli()));
    }
    return wanted;
  }

  /**
   * What one read of a shard gave.
   *
   * @param records in order
   * @param next the position behind them
   * @param atEnd the shard is closed and holds nothing more
   * @param behindLatest how old the last of them is, zero at the tip
   */
  record Slice(List<StoredRecord> records, long next, boolean atEnd, Duration behindLatest) {}
}
