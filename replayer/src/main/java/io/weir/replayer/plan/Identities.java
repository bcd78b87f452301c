package io.weir.replayer.plan;

import io.weir.event.Event;
import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.letter.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a plan's records against each other, and repaired ones against the table: an identity takes
 * one event.
 *
 * <p>Of two records with one identity and two contents the earlier goes; the later would come back
 * each time it is sent. What a repair yields was never looked up, since its identity was not known
 * before. Found only when the plan is applied, one such record would stop all the others.
 *
 * @param table the table of events, if it is known
 * @param judge the function's decoder
 */
public record Identities(Optional<StoreLookup> table, Judge judge) {

  private static final Bytes NONE = Bytes.of(new byte[0]);

  /** By arrival; within a millisecond by number, which the shorter name has the smaller of. */
  private static final Comparator<PlannedRecord> EARLIER =
      Comparator.comparing(PlannedRecord::arrivedAt)
          .thenComparing(record -> record.record().length())
          .thenComparing(PlannedRecord::record);

  /** What an identity is given to: one key's records of one content. */
  private record Owner(String partitionKey, String contentHash) {

    static Owner of(PlannedRecord record, PlannedRecord.Expected expected) {
      return new Owner(record.partitionKey(), expected.contentHash());
    }
  }

  /**
   * Looks all repaired records up at once, and keeps those whose identity is taken. A table that
   * cannot be read takes nothing: applying the plan asks it again.
   *
   * @return the same letters in the same order
   */
  public List<PlannedLetter> check(List<PlannedLetter> letters) {
    Map<PlannedRecord, Likeness> stored = stored(letters);
    List<PlannedLetter> looked =
        letters.stream().map(letter -> letter.with(record -> looked(record, stored))).toList();
    Map<String, Owner> owners = owners(looked);
    return looked.stream().map(letter -> letter.with(record -> owned(record, owners))).toList();
  }

  private static PlannedRecord looked(PlannedRecord record, Map<PlannedRecord, Likeness> stored) {
    Likeness likeness = stored.get(record);
    if (likeness == null) {
      return record;
    }
    return likeness == Likeness.SAME
        ? record.stored("in the table already, as repaired")
        : record.kept("repaired, but " + new Diagnosis.Conflict(likeness).detail());
  }

  private static PlannedRecord owned(PlannedRecord record, Map<String, Owner> owners) {
    PlannedRecord.Expected expected = record.expected();
    if (!record.isSent()
        || expected == null
        || Owner.of(record, expected).equals(owners.get(expected.eventId()))) {
      return record;
    }
    return record.action() == Action.REDRIVE
        ? record.conflicting("another record of this plan has its eventId, with other content")
        : record.kept("repaired, but another record of this plan has its eventId");
  }

  private Map<PlannedRecord, Likeness> stored(List<PlannedLetter> letters) {
    Map<PlannedRecord, Event> repaired = new LinkedHashMap<>();
    for (PlannedRecord record : sent(letters, Action.REPAIR)) {
      judge
          .event(record.record(), record.partitionKey(), record.arrivedAt(), record.payload(NONE))
          .ifPresent(event -> repaired.put(record, event));
    }
    if (table.isEmpty() || repaired.isEmpty()) {
      return Map.of();
    }
    Map<PlannedRecord, Likeness> stored = new HashMap<>();
    try {
      List<PlannedRecord> records = List.copyOf(repaired.keySet());
      List<Optional<Likeness>> found = table.get().look(List.copyOf(repaired.values()));
      for (int i = 0; i < records.size(); i++) {
        PlannedRecord record = records.get(i);
        found.get(i).ifPresent(likeness -> stored.put(record, likeness));
      }
    } catch (LookupException e) {
      return Map.of();
    }
    return stored;
  }

  /** A record that is not repaired has its identity by right; among repairs the earlier has it. */
  private static Map<String, Owner> owners(List<PlannedLetter> letters) {
    Map<String, Owner> owners = new HashMap<>();
    for (Action action : List.of(Action.REDRIVE, Action.REPAIR)) {
      for (PlannedRecord record : sent(letters, action)) {
        PlannedRecord.Expected expected = record.expected();
        if (expected != null) {
          owners.putIfAbsent(expected.eventId(), Owner.of(record, expected));
        }
      }
    }
    return owners;
  }

  private static List<PlannedRecord> sent(List<PlannedLetter> letters, Action action) {
    List<PlannedRecord> records = new ArrayList<>();
    for (PlannedLetter letter : letters) {
      letter.records().stream().filter(it -> it.action() == action).forEach(records::add);
    }
    records.sort(EARLIER);
    return records;
  }
}
