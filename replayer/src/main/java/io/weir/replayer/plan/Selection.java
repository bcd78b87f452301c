package io.weir.replayer.plan;

import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.letter.RecoveredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which records a plan or a discard takes: those that fit every criterion; an empty one fits all.
 *
 * @param causes causes or diagnoses, as {@code inspect} names its groups
 * @param letters message ids, or their beginnings
 * @param shards shard ids
 * @param keys partition keys
 * @param since records that arrived at this time or later
 * @param until records that arrived before this time
 */
public record Selection(
    Set<String> causes,
    Set<String> letters,
    Set<String> shards,
    Set<String> keys,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** Takes everything. */
  public static final Selection ALL =
      new Selection(Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

  /** Takes copies. */
  public Selection {
    causes = Set.copyOf(causes);
    letters = Set.copyOf(letters);
    shards = Set.copyOf(shards);
    keys = Set.copyOf(keys);
  }

  /** Tells whether a message can hold selected records. */
  public boolean takesLetter(String message) {
    return letters.isEmpty() || letters.stream().anyMatch(message::startsWith);
  }

  /** Tells whether all letters that are named are among these, so that no other can be meant. */
  public boolean isAnsweredBy(Collection<String> messages) {
    return !letters.isEmpty()
        && letters.stream()
            .allMatch(named -> messages.stream().anyMatch(id -> id.startsWith(named)));
  }

  /** Tells whether it selects by what only a recovered record shows. */
  public boolean needsRecords() {
    return !(causes.isEmpty()
        && shards.isEmpty()
        && keys.isEmpty()
        && since.isEmpty()
        && until.isEmpty());
  }

  /** Tells whether a record of a letter that was taken is selected. */
  public boolean takes(Examined examined) {
    RecoveredRecord record = examined.record();
    return takesCause(examined)
        && (shards.isEmpty() || shards.contains(record.coordinates().shardId()))
        && (keys.isEmpty() || keys.contains(record.partitionKey()))
        && since.map(from -> !record.arrivedAt().isBefore(from)).orElse(true)
        && until.map(to -> record.arrivedAt().isBefore(to)).orElse(true);
  }

  /**
   * Tells whether a whole letter is selected: each of its records is, or it has none in hand and
   * its verdict is named instead.
   */
  public boolean takesWhole(ExaminedLetter letter) {
    if (!takesLetter(letter.recovery().letter().id())) {
      return false;
    }
    if (letter.records().isEmpty()) {
      String verdict = letter.recovery().verdict().word();
      return !needsRecords() || causes.stream().anyMatch(text -> text.equalsIgnoreCase(verdict));
    }
    return letter.records().stream().allMatch(this::takes);
  }

  private boolean takesCause(Examined examined) {
    String word = examined.diagnosis().word();
    String cause = examined.diagnosis().cause();
    return causes.isEmpty()
        || causes.stream()
            .map(text -> text.toUpperCase(Locale.ROOT))
            .anyMatch(text -> text.equals(word) || text.equals(cause));
  }

  /** Returns it in words, with times as they were frozen. */
  public String text() {
    List<String> parts = new ArrayList<>();
    add(parts, "cause", causes);
    add(parts, "letter", letters);
    add(parts, "shard", shards);
    add(parts, "key", keys);
    since.ifPresent(from -> parts.add("since " + from));
    until.ifPresent(to -> parts.add("until " + to));
    return parts.isEmpty() ? "all" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, Set<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + " " + String.join(" or ", values.stream().sorted().toList()));
    }
  }
}
