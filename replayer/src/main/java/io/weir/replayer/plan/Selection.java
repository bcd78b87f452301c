package io.weir.replayer.plan;

import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.RecoveredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which records a plan or a discard takes: those that fit every criterion; an empty one fits all.
 *
 * @param causes groups as {@code inspect} names them, or one of the words of their names
 * @param letters message ids, or their beginnings
 * @param shards shard ids
 * @param keys partition keys
 * @param arrival when the records arrived
 */
public record Selection(
    Set<String> causes,
    Set<String> letters,
    Set<String> shards,
    Set<String> keys,
    Arrival arrival) {

  /**
   * A time of arrival.
   *
   * @param since this time or later
   * @param until before this time
   */
  public record Arrival(Optional<Instant> since, Optional<Instant> until) {

    /** Any time. */
    public static final Arrival ANY = new Arrival(Optional.empty(), Optional.empty());

    private boolean holds(Instant at) {
      return since.map(from -> !at.isBefore(from)).orElse(true)
          && until.map(to -> at.isBefore(to)).orElse(true);
    }
  }

  /** Takes everything. */
  public static final Selection ALL =
      new Selection(Set.of(), Set.of(), Set.of(), Set.of(), Arrival.ANY);

  /** Takes copies, in their order: a plan says the same each time. */
  public Selection {
    causes = copy(causes);
    letters = copy(letters);
    shards = copy(shards);
    keys = copy(keys);
  }

  private static Set<String> copy(Set<String> named) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(named));
  }

  /** Tells whether a message can hold selected records. */
  public boolean takesLetter(String message) {
    return letters.isEmpty() || letters.stream().anyMatch(message::startsWith);
  }

  /** Returns the letters that are named, and are not among these messages. */
  public Set<String> absentLetters(Collection<String> messages) {
    return letters.stream()
        .filter(named -> messages.stream().noneMatch(id -> id.startsWith(named)))
        .collect(Collectors.toSet());
  }

  /** Returns the causes that are named, and are not among these groups. */
  public Set<String> absentCauses(Collection<String> groups) {
    return causes.stream()
        .filter(named -> groups.stream().noneMatch(group -> isOf(named, group)))
        .collect(Collectors.toSet());
  }

  /** Tells whether it selects by what only a recovered record shows. */
  public boolean needsRecords() {
    return !(causes.isEmpty() && shards.isEmpty() && keys.isEmpty() && arrival.equals(Arrival.ANY));
  }

  /** Tells whether a record of a letter that was taken is selected. */
  public boolean takes(Examined examined) {
    RecoveredRecord record = examined.record();
    return takesCause(Summary.cause(examined.diagnosis()))
        && (shards.isEmpty() || shards.contains(record.coordinates().shardId()))
        && (keys.isEmpty() || keys.contains(record.partitionKey()))
        && arrival.holds(record.arrivedAt());
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
      String group = Summary.cause(letter.recovery().verdict());
      return !needsRecords() || (!causes.isEmpty() && takesCause(group));
    }
    return letter.records().stream().allMatch(this::takes);
  }

  private boolean takesCause(String group) {
    return causes.isEmpty() || causes.stream().anyMatch(named -> isOf(named, group));
  }

  /** A group may be named as a whole, like POISON NOT_JSON, by its beginning, or by a word. */
  private static boolean isOf(String named, String group) {
    String text = named.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
    return group.startsWith(text + " ")
        || List.of(group.split(" ")).contains(text)
        || text.equals(group);
  }

  /** Returns it in words, with times as they were frozen. */
  public String text() {
    List<String> parts = new ArrayList<>();
    add(parts, "cause", causes);
    add(parts, "letter", letters);
    add(parts, "shard", shards);
    add(parts, "key", keys);
    arrival.since().ifPresent(from -> parts.add("since " + from));
    arrival.until().ifPresent(to -> parts.add("until " + to));
    return parts.isEmpty() ? "all" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, Set<String> values) {
    if (!values.isEmpty()) {
      parts.add(name + " " + String.join(" or ", values.stream().sorted().toList()));
    }
  }
}
