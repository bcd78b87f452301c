package io.weir.dynamodb.fault;

import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.table.Capacity;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.IndexDefinition.Throughput;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The capacity of tables, global indexes and partitions, and what is left of it: a request passes
 * while anything is left, and what it consumes is taken away, if need be from the next second
 * (DDB-49).
 */
final class Budgets {

  private static final int BURST_SECONDS = 300;
  private static final int MOST_PARTITIONS = 10_000;

  private final InstantSource clock;
  private final Map<String, Throughput> enforced = new ConcurrentHashMap<>();
  private final Map<Place, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Bucket> eldest) {
          return size() > MOST_PARTITIONS;
        }
      };

  Budgets(InstantSource clock) {
    this.clock = clock;
  }

  /** What has a capacity: a table or an index, or with a partition's key that partition. */
  private record Place(
      String tableId, @Nullable String index, boolean writes, List<Value> partition) {}

  /** Units that are left; below zero they are owed. */
  private static final class Bucket {
    private double units;
    private Instant at;

    private Bucket(double units, Instant at) {
      this.units = units;
      this.at = at;
    }
  }

  void enforce(String table, Throughput partition) {
    enforced.put(table, partition);
  }

  synchronized void clear() {
    enforced.clear();
    buckets.clear();
  }

  void admit(Access access) {
    Throughput partition = enforced.get(access.table().name());
    if (partition == null) {
      return;
    }
    for (String index : charged(access)) {
      if (used(place(access, index, List.of()), capacity(access, index), burst(access))) {
        throw Throttling.ofTable(access, index);
      }
      List<Value> key = partitionOf(access, index);
      if (!key.isEmpty() && used(place(access, index, key), units(access, partition), 1)) {
        throw Throttling.ofPartition(access, index);
      }
    }
  }

  void consumed(Access access, Supplier<Capacity> units) {
    Throughput partition = enforced.get(access.table().name());
    if (partition == null) {
      return;
    }
    Capacity consumed = units.get();
    take(access, null, consumed.ofTable(), partition);
    consumed
        .ofIndexes()
        .forEach(
            (name, count) -> {
              boolean global =
                  access.table().definition().index(name).filter(it -> it.global()).isPresent();
              take(access, global ? name : null, count, partition);
            });
  }

  private synchronized void take(
      Access access, @Nullable String index, double count, Throughput partition) {
    if (count == 0) {
      return;
    }
    long capacity = capacity(access, index);
    if (capacity > 0) {
      bucket(place(access, index, List.of()), capacity, burst(access)).units -= count;
    }
    List<Value> key = partitionOf(access, index);
    if (!key.isEmpty()) {
      bucket(place(access, index, key), units(access, partition), 1).units -= count;
    }
  }

  private synchronized boolean used(Place place, long capacity, int seconds) {
    return capacity > 0 && bucket(place, capacity, seconds).units <= 0;
  }

  private Bucket bucket(Place place, long capacity, int seconds) {
    Instant now = clock.instant();
    Bucket bucket = buckets.computeIfAbsent(place, it -> new Bucket(capacity, now));
    double more = capacity * Duration.between(bucket.at, now).toNanos() / 1e9;
    bucket.units = Math.min((double) capacity * seconds, bucket.units + Math.max(0, more));
    bucket.at = now;
    return bucket;
  }

  /**
   * Returns whose capacity is asked: a write's is also that of the global indexes it has keys of.
   */
  private static List<@Nullable String> charged(Access access) {
    List<@Nullable String> charged = new ArrayList<>();
    TableDefinition definition = access.table().definition();
    Optional<IndexDefinition> read =
        Optional.ofNullable(access.index()).flatMap(definition::index).filter(it -> it.global());
    charged.add(read.map(IndexDefinition::name).orElse(null));
    if (access.writes()) {
      definition.indexes(true).stream()
          .filter(it -> it.key().all().stream().allMatch(access.item()::has))
          .forEach(it -> charged.add(it.name()));
    }
    return charged;
  }

  private static int burst(Access access) {
    return access.table().definition().options().payPerRequest() ? 1 : BURST_SECONDS;
  }

  private static long capacity(Access access, @Nullable String index) {
    TableDefinition definition = access.table().definition();
    return units(
        access,
        Optional.ofNullable(index)
            .flatMap(definition::index)
            .map(IndexDefinition::throughput)
            .orElse(definition.options().throughput()));
  }

  private static long units(Access access, Throughput throughput) {
    return access.writes() ? throughput.write() : throughput.read();
  }

  private static Place place(Access access, @Nullable String index, List<Value> partition) {
    return new Place(access.table().identity().id(), index, access.writes(), partition);
  }

  /** Returns the values that name the partition; none if the access does not say all of them. */
  private static List<Value> partitionOf(Access access, @Nullable String index) {
    TableDefinition definition = access.table().definition();
    List<String> names =
        Optional.ofNullable(index)
            .flatMap(definition::index)
            .map(it -> it.key().hash())
            .orElse(definition.key().hash());
    List<Value> values = new ArrayList<>();
    for (String name : names) {
      Value value = access.item().get(name);
      if (value == null) {
        return List.of();
      }
      values.add(value);
    }
    return values;
  }
}
