package io.weir.chaos.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records that the stream accepted, whether or not the producer got the answer. */
final class Accepted {

  private final Map<String, NavigableMap<BigInteger, AcceptedRecord>> shards = new HashMap<>();
  private final List<AcceptedRecord> all = new ArrayList<>();
  private final List<AcceptedRecord> again = new ArrayList<>();
  private final Map<String, List<AcceptedRecord>> identities = new HashMap<>();

  void add(AcceptedRecord known) {
    shards.computeIfAbsent(known.shardId(), shard -> new TreeMap<>()).put(known.number(), known);
    all.add(known);
    identities.computeIfAbsent(known.identity(), id -> new ArrayList<>()).add(known);
  }

  /** Returns all of them, in the order in which they were accepted. */
  List<AcceptedRecord> all() {
    return Collections.unmodifiableList(all);
  }

  /** Returns those of a shard, by their numbers. */
  NavigableMap<BigInteger, AcceptedRecord> of(String shardId) {
    return shards.getOrDefault(shardId, Collections.emptyNavigableMap());
  }

  /** Returns those that a range covers. */
  Collection<AcceptedRecord> in(Covered range) {
    return range.from().compareTo(range.to()) > 0
        ? List.of()
        : of(range.shardId()).subMap(range.from(), true, range.to(), true).values();
  }

  /** Returns those of a shard that come behind a number. */
  Collection<AcceptedRecord> behind(String shardId, BigInteger number) {
    return of(shardId).tailMap(number, false).values();
  }

  /** Returns the shards that have any. */
  Set<String> shards() {
    return Collections.unmodifiableSet(shards.keySet());
  }

  /** Returns a record; null if there is none. */
  @Nullable AcceptedRecord find(String shardId, BigInteger number) {
    return of(shardId).get(number);
  }

  /** Returns the last record of a shard. */
  Optional<BigInteger> last(String shardId) {
    NavigableMap<BigInteger, AcceptedRecord> shard = of(shardId);
    return shard.isEmpty() ? Optional.empty() : Optional.of(shard.lastKey());
  }

  /** Returns those of an identity. */
  List<AcceptedRecord> named(String identity) {
    return identities.getOrDefault(identity, List.of());
  }

  /** A replayer has put a record that was there before. */
  void addAgain(AcceptedRecord known) {
    add(known);
    again.add(known);
  }

  /** Returns the records by which a replayer has put this one again, later than it. */
  List<AcceptedRecord> putAgain(AcceptedRecord known) {
    return again.stream()
        .filter(
            other ->
                other.arrival().place() > known.arrival().place()
                    && other.arrival().key().equals(known.arrival().key())
                    && (other.isSameEventAs(known)
                        || other.spec().hash().equals(known.spec().hash())))
        .toList();
  }

  /** Tells whether another event has the same identity. */
  boolean isShared(AcceptedRecord known) {
    return named(known.identity()).stream().anyMatch(other -> !known.isSameEventAs(other));
  }
}
