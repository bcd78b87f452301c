package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When the items of a table expire, by the attribute that says it in seconds. */
final class Expiry {

  /** Items that say a time longer ago than this were never meant to expire. */
  private static final Duration OLDEST = Duration.ofDays(5 * 365);

  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

  private final String attribute;
  private final KeyLayout layout;
  private final TreeMap<byte[], Item> keys = new TreeMap<>(KeyBytes.ORDER);

  Expiry(String attribute, KeyLayout layout) {
    this.attribute = attribute;
    this.layout = layout;
  }

  String attribute() {
    return attribute;
  }

  void changed(@Nullable Item before, @Nullable Item after) {
    if (before != null) {
      byte[] old = place(before);
      if (old != null) {
        keys.remove(old);
      }
    }
    if (after != null) {
      byte[] now = place(after);
      if (now != null) {
        keys.put(now, after.only(layout.schema().all()));
      }
    }
  }

  private byte @Nullable [] place(Item item) {
    Long seconds = seconds(item);
    byte[] key = layout.keyOf(item);
    return seconds == null || key == null
        ? null
        : ByteBuffer.allocate(Long.BYTES + key.length).putLong(seconds).put(key).array();
  }

  private @Nullable Long seconds(Item item) {
    if (item.get(attribute) instanceof Value.N time
        && time.number().signum() > 0
        && time.number().compareTo(MAX_SECONDS) < 0) {
      return time.number().longValue();
    }
    return null;
  }

  /** Says whether an item is past its time. */
  boolean past(Item item, Instant now) {
    Long seconds = seconds(item);
    return seconds != null
        && seconds < now.getEpochSecond()
        && seconds > now.minus(OLDEST).getEpochSecond();
  }

  /** Returns the keys of items that are past their time, at most so many. */
  List<Item> due(Instant now, int most) {
    List<Item> due = new ArrayList<>();
    byte[] from = bytes(now.minus(OLDEST).getEpochSecond() + 1);
    Map.Entry<byte[], Item> next = keys.ceilingEntry(from);
    byte[] end = bytes(now.getEpochSecond());
    while (next != null && due.size() < most && KeyBytes.ORDER.compare(next.getKey(), end) < 0) {
      due.add(next.getValue());
      next = keys.higherEntry(next.getKey());
    }
    return due;
  }

  private static byte[] bytes(long seconds) {
    return ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, seconds)).array();
  }
}
