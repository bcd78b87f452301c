package io.weir.replayer.plan;

import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.plan.PlannedRecord.Expected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a plan's records against each other, and repaired ones against the table: an identity takes
 * one content.
 *
 * <p>Of two records with one identity and two contents the earlier goes; the later would come back
 * each time it is sent. What a repair yields was never looked up, since nobody knew its identity
 * before. Found only when the plan is applied, one such record would stop all the others.
 *
 * @param table the table of events, if it is known
 */
public record Identities(Optional<StoreLookup> table) {

  /** By arrival; within a millisecond by number, which the shorter name has the smaller of. */
  private static final Comparator<PlannedRecord> EARLIER =
      Comparator.comparing(PlannedRecord::arrivedAt)
          .thenComparing(record -> record.record().length())
          .thenComparing(PlannedRecord::record);

  /**
   * Looks all repaired records up at once, and keeps those whose identity is taken. A table that
   * cannot be read takes nothing: applying the plan asks it again.
   *
   * @return the same letters in the same order
   */
  public List<PlannedLetter> check(List<PlannedLetter> letters) {
    Map<String, String> stored = stored(letters);
    Map<String, String> taken = taken(letters, stored);
    return letters.stream()
        .map(letter -> letter.with(record -> checked(record, stored, taken)))
        .toList();
  }

  private static PlannedRecord checked(
      PlannedRecord record, Map<String, String> stored, Map<String, String> taken) {
    Expected expected = record.expected();
    if (!record.isSent() || expected == null) {
      return record;
    }
    if (record.action() == Action.REDRIVE) {
      return expected.contentHash().equals(taken.get(expected.eventId()))
          ? record
          : record.conflicting("another record of this plan has its eventId, with other content");
    }
    String there = stored.get(expected.eventId());
    if (there != null) {
      return there.equals(expected.contentHash())
          ? record.stored("in the table already, as repaired")
          : record.kept("repaired, but another content is stored under its eventId");
    }
    return expected.contentHash().equals(taken.get(expected.eventId()))
        ? record
        : record.kept("repaired, but another record of this plan has its eventId");
  }

  private Map<String, String> stored(List<PlannedLetter> letters) {
    Set<String> ids = new TreeSet<>();
    expected(letters, record -> record.action() == Action.REPAIR)
        .forEach(expected -> ids.add(expected.eventId()));
    if (table.isEmpty() || ids.isEmpty()) {
      return Map.of();
    }
    try {
      return table.get().contentHashes(ids);
    } catch (LookupException e) {
      return Map.of();
    }
  }

  /** Who is no repair has its identity by right; among repairs the earlier record has it. */
  private static Map<String, String> taken(
      List<PlannedLetter> letters, Map<String, String> stored) {
    Map<String, String> taken = new HashMap<>(stored);
    for (Action action : List.of(Action.REDRIVE, Action.REPAIR)) {
      expected(letters, record -> record.action() == action)
          .forEach(expected -> taken.putIfAbsent(expected.eventId(), expected.contentHash()));
    }
    return taken;
  }

  private static List<Expected> expected(
      List<PlannedLetter> letters, Predicate<PlannedRecord> wanted) {
    List<PlannedRecord> records = new ArrayList<>();
    letters.forEach(letter -> letter.records().stream().filter(wanted).forEach(records::add));
    records.sort(EARLIER);
    List<Expected> all = new ArrayList<>();
    for (PlannedRecord record : records) {
      @Nullable Expected expected = record.expected();
      if (expected != null) {
        all.add(expected);
      }
    }
    return all;
  }
}
