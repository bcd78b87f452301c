package io.weir.chaos.simulate;

import java.util.List;

/**
 * The records for which letters stand.
 *
 * @param letters those that the queue holds
 * @param storedEvents knows what is stored
 */
record Standing(Accepted records, Letters letters, StoredEvents storedEvents) {

  /** Returns the records for which ranges stand. */
  List<AcceptedRecord> of(List<Covered> covered) {
    return covered.stream()
        .flatMap(range -> records.in(range).stream().filter(range::standsFor))
        .distinct()
        .toList();
  }

  /** Returns the identities of what is stored and has a letter all the same. */
  List<String> stored() {
    return letters.all().values().stream()
        .flatMap(covered -> of(covered).stream())
        .filter(storedEvents::isStored)
        .map(AcceptedRecord::identity)
        .toList();
  }

  /** Tells whether a letter carries the record's payload itself. */
  boolean isCarried(AcceptedRecord known) {
    return letters.coverage().carries(known);
  }

  /** Tells whether a letter stands for records, and all of them are stored. */
  boolean isNeedless(String message) {
    List<AcceptedRecord> records = of(letters.all().getOrDefault(message, List.of()));
    return !records.isEmpty() && records.stream().allMatch(storedEvents::isStored);
  }
}
