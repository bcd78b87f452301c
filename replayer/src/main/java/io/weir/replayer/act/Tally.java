package io.weir.replayer.act;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Each record's fate, once it has one. */
final class Tally {

  private final Map<String, Fate> fates = new LinkedHashMap<>();

  /** Notes a record's fate; a later one counts. */
  void note(String record, Fate fate) {
    fates.put(record, fate);
  }

  /** Tells whether a record is home. */
  boolean isHome(String record) {
    Fate fate = fates.get(record);
    return fate != null && fate.isHome();
  }

  /** Tells whether a record has a fate. */
  boolean has(String record) {
    return fates.containsKey(record);
  }

  /** Returns how many records have a fate. */
  int size() {
    return fates.size();
  }

  /** Returns how many records have which fate. */
  Map<Fate, Integer> counts() {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    fates.values().forEach(fate -> counts.merge(fate, 1, Integer::sum));
    return counts;
  }

  /** Returns how many sent records did not come home. */
  int failures() {
    Map<Fate, Integer> counts = counts();
    return counts.getOrDefault(Fate.CAME_BACK, 0) + counts.getOrDefault(Fate.UNKNOWN, 0);
  }
}
