package io.weir.replayer.recover;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.StreamException.Kind;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stream in memory that can be trimmed, closed, throttled and made to answer as differently as
 * Kinesis was seen to. It passes {@link StreamReaderContract}, as the real one does.
 */
public final class FakeStream implements StreamReader {

  public static final StreamArn ARN =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  static final Instant EPOCH = Instant.parse("2026-11-24T00:00:00Z");

  /** What Kinesis was seen to do about a number that is trimmed (KIN-41). */
  public enum Trimmed {
    REFUSED,
    OLDEST,
    EMPTY_FOR_EVER
  }

  /** What may go wrong with a call; nothing by default. */
  interface Fault {
    void before(String call) throws StreamException;
  }

  public Trimmed trimmed = Trimmed.OLDEST;
  Fault fault = call -> {};
  public Duration retention = Duration.ofHours(24);

  /** How many empty pages come before each page. */
  public java.util.function.IntSupplier emptyPages = () -> 0;

  private final Map<String, List<RecoveredRecord>> shards = new TreeMap<>();
  private final Map<String, Boolean> closed = new ConcurrentHashMap<>();
  private final Map<String, Integer> due = new ConcurrentHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Integer> limits = new ArrayList<>();
  private final Map<String, SequenceNumber> firstEver = new TreeMap<>();

  /** Adds records to a shard: the numbers grow in steps of ten, an arrival is a second later. */
  List<RecoveredRecord> put(String shardId, int count) {
    List<RecoveredRecord> shard = shards.computeIfAbsent(shardId, key -> new ArrayList<>());
    List<RecoveredRecord> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int n = shard.size();
      RecoveredRecord record =
          new RecoveredRecord(
              new Coordinates(ARN, shardId, number(n)),
              "key-" + n,
              Bytes.of(("payload " + n).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
              EPOCH.plusSeconds(n));
      shard.add(record);
      added.add(record);
    }
    firstEver.putIfAbsent(shardId, number(0));
    return added;
  }

  /** Adds a record of any number, unless it is there; a shard lies in the order of its numbers. */
  public synchronized void put(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    List<RecoveredRecord> shard = shards.computeIfAbsent(at.shardId(), key -> new ArrayList<>());
    if (!shard.contains(record)) {
      shard.add(record);
      shard.sort(Comparator.comparing(each -> each.coordinates().sequenceNumber()));
    }
    firstEver.merge(at.shardId(), at.sequenceNumber(), (a, b) -> a.compareTo(b) < 0 ? a : b);
  }

  /** Takes a record away, wherever it lies. */
  public synchronized void forget(RecoveredRecord record) {
    shards.getOrDefault(record.coordinates().shardId(), new ArrayList<>()).remove(record);
  }

  /** Tells whether a record is still there. */
  public synchronized boolean has(RecoveredRecord record) {
    return shards.getOrDefault(record.coordinates().shardId(), List.of()).contains(record);
  }

  /** The n-th number of every shard; the first ones are of different lengths. */
  static SequenceNumber number(int n) {
    return new SequenceNumber(
        BigInteger.valueOf(90).add(BigInteger.TEN.multiply(BigInteger.valueOf(n))));
  }

  /** Takes away the oldest records of a shard. */
  void trim(String shardId, int count) {
    List<RecoveredRecord> shard = shards.getOrDefault(shardId, List.of());
    shards.put(shardId, new ArrayList<>(shard.subList(count, shard.size())));
  }

  void close(String shardId) {
    closed.put(shardId, true);
  }

  /** Returns the calls that were made, by name. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Returns how many records each read has asked for. */
  synchronized List<Integer> limits() {
    return List.copyOf(limits);
  }

  @Override
  public synchronized Duration retention(StreamArn stream) throws StreamException {
    called("DescribeStreamSummary");
    return retention;
  }

  @Override
  public synchronized String iterator(StreamArn stream, String shardId, Position position)
      throws StreamException {
    called("GetShardIterator");
    List<RecoveredRecord> shard = shard(stream, shardId);
    if (position instanceof Position.Oldest) {
      return iterator(shardId, 0, false);
    }
    SequenceNumber number =
        position instanceof Position.At at ? at.number() : ((Position.After) position).number();
    SequenceNumber first = firstEver.getOrDefault(shardId, number(0));
    if (number.compareTo(first) < 0) {
      throw new StreamException(Kind.INVALID, "did not come from this stream");
    }
    boolean gone =
        shard.isEmpty() || number.compareTo(shard.get(0).coordinates().sequenceNumber()) < 0;
    if (gone && trimmed == Trimmed.REFUSED) {
      throw new StreamException(Kind.INVALID, "the number is not there");
    }
    int index = 0;
    while (index < shard.size() && isBefore(shard.get(index), position, number)) {
      index++;
    }
    return iterator(shardId, index, gone && trimmed == Trimmed.EMPTY_FOR_EVER);
  }

  private static boolean isBefore(
      RecoveredRecord record, Position position, SequenceNumber number) {
    int order = record.coordinates().sequenceNumber().compareTo(number);
    return position instanceof Position.At ? order < 0 : order <= 0;
  }

  private String iterator(String shardId, int index, boolean stuck) {
    return shardId + "|" + index + "|" + stuck;
  }

  @Override
  public synchronized Page read(StreamArn stream, String shardId, String iterator, int limit)
      throws StreamException {
    limits.add(limit);
    called("GetRecords");
    String[] parts = iterator.split("\\|", -1);
    if (Boolean.parseBoolean(parts[2])) {
      return new Page(List.of(), Optional.of(iterator), retention);
    }
    List<RecoveredRecord> shard = shard(stream, shardId);
    int from = Integer.parseInt(parts[1]);
    if (due.computeIfAbsent(shardId, key -> emptyPages.getAsInt()) > 0) {
      due.merge(shardId, -1, Integer::sum);
      return new Page(List.of(), Optional.of(iterator), Duration.ofSeconds(1));
    }
    due.remove(shardId);
    int to = Math.min(shard.size(), from + limit);
    boolean end = to == shard.size();
    return new Page(
        shard.subList(from, to),
        end && closed.containsKey(shardId)
            ? Optional.empty()
            : Optional.of(iterator(shardId, to, false)),
        end ? Duration.ZERO : Duration.ofSeconds(shard.size() - to));
  }

  private List<RecoveredRecord> shard(StreamArn stream, String shardId) throws StreamException {
    List<RecoveredRecord> shard = shards.get(shardId);
    if (shard == null || !stream.equals(ARN)) {
      throw new StreamException(Kind.GONE, "there is no shard " + shardId);
    }
    return shard;
  }

  private void called(String name) throws StreamException {
    calls.add(name);
    fault.before(name);
  }
}
