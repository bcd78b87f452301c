package io.weir.replayer.examine;

import io.weir.event.packing.Packing;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was found, counted: each letter under one verdict, each record in hand under one diagnosis.
 * The counts of verdicts always add up to the letters, those of diagnoses to the records. A record
 * that several letters hold counts once, with the first of them.
 */
public final class Summary {

  private int letters;
  private final Set<String> records = new HashSet<>();
  private final SortedMap<String, Integer> kinds = new TreeMap<>();
  private final SortedMap<String, Integer> verdicts = new TreeMap<>();
  private final SortedMap<String, Integer> diagnoses = new TreeMap<>();
  private final Map<String, Tally> groups = new LinkedHashMap<>();

  /** Counts a letter. */
  public void add(ExaminedLetter letter) {
    Recovery recovery = letter.recovery();
    letters++;
    kinds.merge(kind(recovery.letter().content()), 1, Integer::sum);
    verdicts.merge(recovery.verdict().word(), 1, Integer::sum);
    Map<String, Integer> causes = new LinkedHashMap<>();
    for (Examined record : letter.records()) {
      int count = records.add(record.sameAs()) ? 1 : 0;
      if (count > 0) {
        diagnoses.merge(record.diagnosis().word(), 1, Integer::sum);
      }
      String cause = cause(record.diagnosis());
      causes.merge(cause, count, Integer::sum);
      tally(cause, record.diagnosis().detail());
    }
    if (!(recovery.verdict() instanceof RecoveryStatus.Complete)) {
      String cause = cause(recovery.verdict());
      causes.put(cause, 0);
      tally(cause, recovery.verdict().detail());
    }
    causes.forEach((cause, count) -> tally(cause, "").add(recovery, count));
  }

  /** Returns how many letters were counted. */
  public int letters() {
    return letters;
  }

  /** Returns how many records are in hand. */
  public int records() {
    return records.size();
  }

  /** Returns how many letters are of each kind. */
  public SortedMap<String, Integer> kinds() {
    return new TreeMap<>(kinds);
  }

  /** Returns how many letters have each verdict. */
  public SortedMap<String, Integer> verdicts() {
    return new TreeMap<>(verdicts);
  }

  /** Returns how many records have each diagnosis. */
  public SortedMap<String, Integer> diagnoses() {
    return new TreeMap<>(diagnoses);
  }

  /** Returns the groups, those with the most records and letters first. */
  public List<Group> groups() {
    List<Group> all = new ArrayList<>();
    groups.forEach((cause, tally) -> all.add(tally.group(cause)));
    all.sort(
        Comparator.comparing(Group::records)
            .thenComparing(Group::letters)
            .reversed()
            .thenComparing(Group::cause));
    return all;
  }

  /** Returns the word for what a letter is. */
  public static String kind(DeadLetter content) {
    if (content instanceof Pointer) {
      return "pointer";
    }
    if (content instanceof ParkedRecord) {
      return "parked record";
    }
    return content instanceof ExportedLetter exported ? kind(exported.original()) : "alien";
  }

  /** Returns when a letter died, if that is known. */
  public static Optional<Instant> diedAt(Letter letter) {
    return diedAt(letter.content()).or(letter::sentAt);
  }

  private static Optional<Instant> diedAt(DeadLetter content) {
    if (content instanceof Pointer pointer) {
      return Optional.of(pointer.timestamp());
    }
    if (content instanceof ParkedRecord parked) {
      return Optional.of(parked.parkedAt());
    }
    return content instanceof ExportedLetter exported
        ? diedAt(exported.original())
        : Optional.empty();
  }

  /** Returns the names of the groups that a letter counts in. */
  public static Set<String> causes(ExaminedLetter letter) {
    Set<String> causes = new TreeSet<>();
    letter.records().forEach(record -> causes.add(cause(record.diagnosis())));
    if (!(letter.recovery().verdict() instanceof RecoveryStatus.Complete)) {
      causes.add(cause(letter.recovery().verdict()));
    }
    return causes;
  }

  /** Returns the name of the group of a record. */
  public static String cause(Diagnosis diagnosis) {
    String cause = cause(diagnosis.word(), diagnosis.cause());
    return diagnosis instanceof Diagnosis.Poison poison
        ? Packing.named(poison.detail()).map(it -> cause + " " + it.name()).orElse(cause)
        : cause;
  }

  /** Returns the name of the group of a letter that is not complete. */
  public static String cause(RecoveryStatus verdict) {
    String code =
        verdict instanceof RecoveryStatus.Malformed
            ? verdict.detail().split(":", 2)[0].replaceAll("[^A-Z0-9_].*", "")
            : "";
    return cause(verdict.word(), code);
  }

  private static String cause(String word, String code) {
    return code.isEmpty() ? word : word + " " + code;
  }

  private Tally tally(String cause, String detail) {
    return groups.computeIfAbsent(cause, key -> new Tally(detail));
  }

  private static final class Tally {
    private final String detail;
    private final TreeSet<String> shards = new TreeSet<>();
    private int letters;
    private int records;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Optional<Instant> lostAt = Optional.empty();
    private String example = "";

    private Tally(String detail) {
      this.detail = detail;
    }

    private void add(Recovery recovery, int count) {
      Letter letter = recovery.letter();
      letters++;
      records += count;
      example = example.isEmpty() ? letter.id() : example;
      Optional<Instant> died = diedAt(letter);
      first = earlier(first, died);
      last = died.filter(at -> last.isEmpty() || at.isAfter(last.get())).or(() -> last);
      lostAt = earlier(lostAt, recovery.expiry().at());
      shard(letter.content()).ifPresent(shards::add);
    }

    private Group group(String cause) {
      return new Group(
          cause, letters, records, first, last, new TreeSet<>(shards), lostAt, detail, example);
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Optional<Instant> b) {
      return b.filter(at -> a.isEmpty() || at.isBefore(a.get())).or(() -> a);
    }

    private static Optional<String> shard(DeadLetter content) {
      if (content instanceof Pointer pointer) {
        return Optional.of(pointer.range().shardId());
      }
      if (content instanceof ParkedRecord parked) {
        return Optional.of(parked.record().coordinates().shardId());
      }
      return content instanceof ExportedLetter exported
          ? shard(exported.original())
          : Optional.empty();
    }
  }
}
