package io.weir.replayer.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Each record's fate, once it has one. */
final class Tally {

  private final Map<String, Fate> fates = new HashMap<>();
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);

  /** The bytes of each record that its fate is about, by their SHA-256. */
  private final Map<String, String> held = new HashMap<>();

  private final Set<String> elsewhere = new HashSet<>();

  /** Notes a record's fate; a later one counts. */
  void note(String record, Fate fate) {
    Fate before = fates.put(record, fate);
    if (before != null) {
      counts.computeIfPresent(before, (one, count) -> count == 1 ? null : count - 1);
    }
    counts.merge(fate, 1, Integer::sum);
  }

  /** Says of which bytes a record's fate is told: a forged message may hold others of its name. */
  void concerns(String record, String payloadHash) {
    held.put(record, payloadHash);
  }

  /** A newer message holds these bytes of a record, whatever its fate in this run is. */
  void moved(String record, String payloadHash, Fate fate) {
    note(record, fate);
    elsewhere.add(record + " " + payloadHash);
  }

  /** Tells whether a message that holds these bytes of a record is not needed any more for it. */
  boolean mayGo(String record, String payloadHash) {
    Fate fate = fates.get(record);
    return elsewhere.contains(record + " " + payloadHash)
        || (fate != null && fate.isStored() && payloadHash.equals(held.get(record)));
  }

  /** Tells whether a record has a fate. */
  boolean has(String record) {
    return fates.containsKey(record);
  }

  /** Tells whether a sent record came back, or its outcome is not known. */
  boolean failed(String record) {
    return fates.get(record) == Fate.CAME_BACK || fates.get(record) == Fate.UNKNOWN;
  }

  /** Returns how many records have a fate. */
  int size() {
    return fates.size();
  }

  /** Returns how many records have which fate. */
  Map<Fate, Integer> counts() {
    return new EnumMap<>(counts);
  }

  /** Returns how many sent records came back, or have an outcome that is not known. */
  int failures() {
    return counts.getOrDefault(Fate.CAME_BACK, 0) + counts.getOrDefault(Fate.UNKNOWN, 0);
  }
}
