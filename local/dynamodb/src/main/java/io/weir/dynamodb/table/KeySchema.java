package io.weir.dynamodb.table;

import java.util.ArrayList;
import java.util.List;

/** The attributes of a key: those that choose the partition, and those that order within one. */
public record KeySchema(List<String> hash, List<String> range) {

  /** Returns all of them, in their order. */
  public List<String> all() {
    List<String> all = new ArrayList<>(hash);
    all.addAll(range);
    return all;
  }

  /** Says whether an attribute is part of the key. */
  public boolean has(String attribute) {
    return hash.contains(attribute) || range.contains(attribute);
  }
}
