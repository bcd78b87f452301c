package io.weir.local.kinesis;

import static java.util.stream.Collectors.toMap;

import io.weir.local.kinesis.StreamLog.LogEntry;
import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * One stream. What it accepts or becomes is durable before anyone can see it; so a reader never
 * acts on a record that a crash takes back.
 */
final class Stream implements AutoCloseable {

  private final KinesisSettings account;
  private final InstantSource clock;
  private final StreamLog log;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile View view;
  private boolean deleted;

  Stream(Storage.Restored restored, KinesisSettings account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
    this.log = restored.log();
    this.view = advance(restored.state(), List.of());
    restored.records().forEach(logged -> view.shards().get(logged.shardIndex()).restore(logged));
  }

  String name() {
    return view.state().name();
  }

  String arn() {
    return account.streamArn(name());
  }

  StreamSettings settings() {
    return view.state().settings();
  }

  /** Returns the stream as it is now: settings, and shards with what expired left out. */
  StreamState state() {
    View current = view;
    trim(current);
    return current.state().with(current.shards().stream().map(Shard::state).toList());
  }

  Instant horizon() {
    return clock.instant().minus(settings().retention());
  }

  /**
   * Returns the shards that can still be read: a closed one goes when its records have (KIN-10).
   */
  List<ShardState> shards() {
    Instant horizon = horizon();
    return state().shards().stream().filter(shard -> !shard.goneBefore(horizon)).toList();
  }

  /** Returns a shard that can still be read. */
  Shard shard(String shardId) {
    Instant horizon = horizon();
    Shard shard = view.shardsById().get(shardId);
    if (shard == null || shard.state().goneBefore(horizon)) {
      throw KinesisException.notFound("Shard %s in %s does not exist".formatted(shardId, place()));
    }
    shard.trim(horizon);
    return shard;
  }

  /** Says which stream this is, as AWS's messages do. */
  String place() {
    return place(name());
  }

  private String place(String name) {
    return "stream %s under account %s".formatted(name, account.accountId());
  }

  /** Accepts records, each on its own, and makes them durable in one write. */
  List<PutOutcome> put(List<Entry> entries) {
    writing.lock();
    try {
      requireExisting();
      View current = view;
      trim(current);
      Instant now = clock.instant();
      List<PutOutcome> outcomes = new ArrayList<>(entries.size());
      List<LoggedRecord> accepted = new ArrayList<>(entries.size());
      for (Entry entry : entries) {
        Shard shard = current.routes().floorEntry(entry.hashKey()).getValue();
        if (shard.admitsWrite(entry.size(), now)) {
          LoggedRecord logged = shard.reserve(entry.partitionKey(), entry.data(), now);
          accepted.add(logged);
          outcomes.add(
              new PutOutcome.Accepted(ShardState.id(logged.shardIndex()), logged.record()));
        } else {
          outcomes.add(new PutOutcome.Refused(shard.rateExceeded()));
        }
      }
      if (!accepted.isEmpty()) {
        log.append(new LogEntry.Accepted(accepted));
        accepted.forEach(
            logged -> current.shards().get(logged.shardIndex()).publish(logged.record()));
      }
      return outcomes;
    } finally {
      writing.unlock();
    }
  }

  /** Moves to a next state, which may be refused by throwing. */
  void change(UnaryOperator<StreamState> step) {
    writing.lock();
    try {
      requireExisting();
      StreamState next = step.apply(state());
      log.append(new LogEntry.Changed(next));
      view = advance(next, view.shards());
    } finally {
      writing.unlock();
    }
  }

  void delete() {
    writing.lock();
    try {
      log.delete();
      deleted = true;
    } finally {
      writing.unlock();
    }
  }

  /** A writer may have found the stream just before another one deleted it. */
  private void requireExisting() {
    if (deleted) {
      throw KinesisException.notFound(
          "Stream %s under account %s not found.".formatted(name(), account.accountId()));
    }
  }

  @Override
  public void close() {
    log.close();
  }

  private View advance(StreamState next, List<Shard> existing) {
    List<Shard> shards = new ArrayList<>(existing);
    NavigableMap<BigInteger, Shard> routes = new TreeMap<>();
    for (ShardState state : next.shards()) {
      if (state.index() < existing.size()) {
        shards.get(state.index()).become(state);
      } else {
        shards.add(new Shard(state, place(next.name()), account.limits(), clock.instant()));
      }
      if (state.open()) {
        routes.put(state.range().start(), shards.get(state.index()));
      }
    }
    return new View(
        next,
        List.copyOf(shards),
        shards.stream().collect(toMap(it -> it.state().id(), it -> it)),
        routes);
  }

  private void trim(View current) {
    Instant horizon = horizon();
    current.shards().forEach(shard -> shard.trim(horizon));
  }

  /**
   * The stream as of one time.
   *
   * @param state settings and shapes
   * @param shards by index
   * @param shardsById by name
   * @param routes the open ones by their first hash key
   */
  private record View(
      StreamState state,
      List<Shard> shards,
      Map<String, Shard> shardsById,
      NavigableMap<BigInteger, Shard> routes) {}

  /**
   * A record to be put.
   *
   * @param partitionKey the producer's key
   * @param hashKey decides on the shard
   * @param data not to be changed afterwards
   */
  record Entry(String partitionKey, BigInteger hashKey, ByteBuffer data) {

    int size() {
      return StoredRecord.sizeOf(partitionKey, data.remaining());
    }
  }

  /** What became of one record of a put. */
  sealed interface PutOutcome {

    /**
     * It is in the stream.
     *
     * @param shardId where
     * @param record with its number
     */
    record Accepted(String shardId, StoredRecord record) implements PutOutcome {}

    /**
     * It is not.
     *
     * @param reason why
     */
    record Refused(KinesisException reason) implements PutOutcome {}
  }
}
