package io.weir.chaos.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Many ranges, and which records they cover. They are kept by their beginnings: a range that covers
 * a number begins no further in front of it than the widest of all is wide.
 */
final class Coverage {

  private final Map<String, NavigableMap<BigInteger, List<Covered>>> shards = new HashMap<>();
  private BigInteger widest = BigInteger.ZERO;

  void add(Collection<Covered> ranges) {
    for (Covered range : ranges) {
      shards
          .computeIfAbsent(range.shardId(), shard -> new TreeMap<>())
          .computeIfAbsent(range.from(), from -> new ArrayList<>())
          .add(range);
      widest = widest.max(range.to().subtract(range.from()));
    }
  }

  /** Takes ranges out that were added, each once. */
  void remove(Collection<Covered> ranges) {
    for (Covered range : ranges) {
      NavigableMap<BigInteger, List<Covered>> shard = beginnings(range.shardId());
      List<Covered> same = shard.get(range.from());
      if (same != null && same.remove(range) && same.isEmpty()) {
        shard.remove(range.from());
      }
    }
  }

  /** Tells whether there is a range that covers a record. */
  boolean covers(AcceptedRecord known) {
    return of(known).findAny().isPresent();
  }

  /** Tells whether there is one that carries the record's payload. */
  boolean carries(AcceptedRecord known) {
    return of(known).anyMatch(Covered::carries);
  }

  private Stream<Covered> of(AcceptedRecord known) {
    return beginnings(known.shardId())
        .subMap(known.number().subtract(widest), true, known.number(), true)
        .values()
        .stream()
        .flatMap(List::stream)
        .filter(range -> range.standsFor(known));
  }

  private NavigableMap<BigInteger, List<Covered>> beginnings(String shardId) {
    return shards.getOrDefault(shardId, Collections.emptyNavigableMap());
  }
}
