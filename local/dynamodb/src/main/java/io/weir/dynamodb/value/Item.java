package io.weir.dynamodb.value;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item, or a key: attributes by their names, in the order in which they came. Immutable. */
public final class Item {

  /** How many levels the values of an item may have. */
  public static final int MAX_LEVELS = 32;

  /** The largest size that an item may have. */
  public static final int MAX_SIZE = 400 * 1024;

  private static final Item EMPTY = new Item(Map.of());

  private final Map<String, Value> attributes;
  private int size = -1;
  private byte @Nullable [] packed;

  private Item(Map<String, Value> attributes) {
    this.attributes = attributes;
  }

  /** Returns an item with these attributes; the map belongs to the item from now on. */
  public static Item of(Map<String, Value> attributes) {
    return new Item(Collections.unmodifiableMap(attributes));
  }

  /** Returns the item without attributes. */
  public static Item empty() {
    return EMPTY;
  }

  /** Returns an attribute's value, or null when the item lacks it. */
  public @Nullable Value get(String name) {
    return attributes.get(name);
  }

  /** Says whether the item has an attribute of this name. */
  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  /** Returns all attributes. */
  public Map<String, Value> attributes() {
    return attributes;
  }

  /** Returns the attributes in a map of the caller's own. */
  public Map<String, Value> copy() {
    return new LinkedHashMap<>(attributes);
  }

  /** Returns an item of those of these attributes that this one has. */
  public Item only(Collection<String> names) {
    Map<String, Value> some = new LinkedHashMap<>();
    for (String name : names) {
      Value value = attributes.get(name);
      if (value != null) {
        some.put(name, value);
      }
    }
    return of(some);
  }

  /** Returns the item's size in bytes by DynamoDB's rules. */
  public int size() {
    if (size < 0) {
      size = Sizes.of(attributes);
    }
    return size;
  }

  /** Returns the item's bytes, made once; the caller only reads the array. */
  public byte[] packed() {
    byte[] known = packed;
    if (known == null) {
      known = Packed.pack(this);
      packed = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item that && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
