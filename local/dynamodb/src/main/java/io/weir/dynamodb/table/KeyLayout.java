package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of a table or an index become bytes: a hash of the partition's values, these values,
 * the range's values, and for an index the item's own key.
 */
public final class KeyLayout {

  /** How many bytes of hash a key begins with. */
  public static final int HASH_BYTES = 4;

  private final KeySchema schema;
  private final @Nullable KeyLayout base;

  /** Lays out a table's keys, or with the table's layout an index's. */
  public KeyLayout(KeySchema schema, @Nullable KeyLayout base) {
    this.schema = schema;
    this.base = base;
  }

  /** Returns the key's attributes. */
  public KeySchema schema() {
    return schema;
  }

  /** Returns the names of the attributes that say where an item stands. */
  public List<String> attributes() {
    List<String> names = new ArrayList<>(schema.all());
    if (base != null) {
      base.attributes().stream().filter(it -> !names.contains(it)).forEach(names::add);
    }
    return names;
  }

  /** Returns an item's key, or null if it lacks an attribute of it. */
  public byte @Nullable [] keyOf(Item item) {
    List<Value> hash = values(item, schema.hash());
    List<Value> range = values(item, schema.range());
    if (hash == null || range == null) {
      return null;
    }
    KeyBytes key = partition(hash);
    range.forEach(key::add);
    if (base != null) {
      byte[] own = base.keyOf(item);
      if (own == null) {
        return null;
      }
      key.add(own);
    }
    return key.bytes();
  }

  private static @Nullable List<Value> values(Item item, List<String> names) {
    List<Value> values = new ArrayList<>(names.size());
    for (String name : names) {
      Value value = item.get(name);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  /** Returns what all keys of a partition begin with, to be added to. */
  public KeyBytes partition(List<Value> hash) {
    KeyBytes values = new KeyBytes();
    hash.forEach(values::add);
    byte[] bytes = values.bytes();
    return new KeyBytes().add(hashOf(bytes)).add(bytes);
  }

  private static byte[] hashOf(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    // CRC32 spreads short texts badly over its high bits; a multiplication mixes them.
    return bigEndian((int) ((crc.getValue() * 0x9e3779b97f4a7c15L) >>> 32));
  }

  /** Returns the first bytes of the keys of one of several equal parts of all partitions. */
  public static byte[] segmentStart(int segment, int segments) {
    return bigEndian((int) (((1L << 32) * segment + segments - 1) / segments));
  }

  private static byte[] bigEndian(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }
}
