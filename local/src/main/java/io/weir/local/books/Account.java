package io.weir.local.books;

import io.weir.local.books.TableContents.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads everything once, and computes the totals. */
public final class Account {

  private static final int MOST_VIOLATIONS = 20;

  private final Ledger ledger;
  private final Evidence evidence;
  private final Intrusions intrusions;
  private final Map<Position, Hash> acknowledged;
  private final Map<Position, List<Position>> copies = new HashMap<>();
  private final Map<String, List<PlannedRecord>> expected = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int recovered;
  private int again;
  private int accepted;
  private int stored;
  private int waiting;
  private int discarded;
  private int lost;
  private int duplicated;
  private int unexpected;

  private Account(Ledger ledger, Evidence evidence, Intrusions intrusions) {
    this.ledger = ledger;
    this.evidence = evidence;
    this.intrusions = intrusions;
    this.acknowledged = ledger.acknowledged();
  }

  /** Says of every record where it is. */
  public static Books of(Ledger ledger, Evidence evidence, Intrusions intrusions) {
    Account account = new Account(ledger, evidence, intrusions);
    evidence.stream().again().forEach(account::relate);
    evidence.stream().records().forEach(account::place);
    account.acknowledged.forEach(account::remember);
    account.rows();
    evidence.queue().unknown().forEach(id -> account.unexpected("message " + id + " is unknown"));
    intrusions.foreign().forEach(account::foreign);
    return account.books();
  }

  private Books books() {
    return new Books(
        new Books.Put(acknowledged.size(), recovered, again, accepted),
        new Books.Fates(stored, waiting, discarded, lost),
        duplicated,
        unexpected,
        violations);
  }

  /** A record that was put again is no other record: it is one more place of the first. */
  private void relate(Position position, PutAgain putAgain) {
    Hash first = evidence.stream().records().get(putAgain.origin());
    boolean known =
        first != null
            && ledger
                .attempted(first)
                .filter(
                    it ->
                        putAgain.payload().equals(first) || putAgain.payload().equals(it.wanted()))
                .isPresent();
    if (known) {
      again++;
      copies.computeIfAbsent(putAgain.origin(), origin -> new ArrayList<>()).add(position);
    }
  }

  private boolean isCopy(Position position) {
    PutAgain putAgain = evidence.stream().again().get(position);
    return putAgain != null && copies.getOrDefault(putAgain.origin(), List.of()).contains(position);
  }

  private void place(Position position, Hash hash) {
    Optional<PlannedRecord> planned = ledger.attempted(hash);
    if (planned.isEmpty() && isCopy(position)) {
      return;
    }
    if (planned.isEmpty()) {
      unexpected(position + " in the stream has bytes that were not put");
      return;
    }
    accepted++;
    recovered += acknowledged.containsKey(position) ? 0 : 1;
    String key = planned.get().key(evidence.stream().name(), position);
    expected.computeIfAbsent(key, any -> new ArrayList<>()).add(planned.get());
    Item item = evidence.table().items().get(key);
    if (item != null && item.hash().equals(planned.get().wanted())) {
      stored++;
    } else if (sameEvent(position, hash, planned.get()).anyMatch(this::waits)) {
      waiting++;
    } else if (intrusions.vanished().contains(position)) {
      lost++;
      note("lost: " + position + ", its item vanished while a letter stood for it; its key " + key);
    } else if (places(position).anyMatch(this::isDiscarded)) {
      discarded++;
    } else {
      lost++;
      note("lost: " + position + ", its key " + key + (planned.get().poison() ? ", poison" : ""));
    }
  }

  /** A letter about what others have is deleted only by a discard. */
  private void foreign(String id) {
    if (!evidence.queue().marked().contains(id) && !evidence.discarded().messages().contains(id)) {
      unexpected("the forged letter " + id + " is gone, and was not discarded");
    }
  }

  /** Returns where a record is in the stream: where it was put, and where it was put again. */
  private Stream<Position> places(Position position) {
    return Stream.concat(Stream.of(position), copies.getOrDefault(position, List.of()).stream());
  }

  /**
   * Returns where an event is in the stream: a producer that got no answer has put it twice. A
   * letter for one of the two stands for the event, whose item both share.
   */
  private Stream<Position> sameEvent(Position position, Hash hash, PlannedRecord planned) {
    if (planned.eventId().isEmpty()) {
      return places(position);
    }
    Stream<Position> twins =
        evidence.stream().records().entrySet().stream()
            .filter(it -> it.getValue().equals(hash))
            .map(Map.Entry::getKey);
    return Stream.concat(places(position), twins.flatMap(this::places));
  }

  private boolean waits(Position position) {
    Hash hash = evidence.stream().records().get(position);
    return hash != null
        && (evidence.queue().holds(position, hash) || hash.equals(evidence.bucket().get(position)));
  }

  private boolean isDiscarded(Position position) {
    Hash hash = evidence.stream().records().get(position);
    return hash != null && hash.equals(evidence.discarded().records().get(position));
  }

  /** What was confirmed must be in the stream as it was put. */
  private void remember(Position position, Hash hash) {
    if (!hash.equals(evidence.stream().records().get(position))) {
      lost++;
      note("lost: " + position + " was confirmed, and the stream has not those bytes");
    }
  }

  private void rows() {
    Set<String> origins = new HashSet<>();
    evidence
        .table()
        .items()
        .forEach(
            (key, item) -> {
              List<PlannedRecord> planned = expected.getOrDefault(key, List.of());
              if (planned.isEmpty()) {
                stranger(key, item);
              } else if (planned.stream().noneMatch(it -> isMadeOf(item, it))) {
                unexpected("row " + key + " is not made of the bytes that were put");
              } else if (!keysOf(item.origin()).contains(key)) {
                unexpected("row " + key + " names the origin of another: " + item.origin());
              }
              if (!origins.add(item.origin())) {
                duplicated++;
                note("duplicated: row " + key + " names an origin again: " + item.origin());
              }
            });
  }

  /** A row that should not be is a second one of some record, or of none. */
  private void stranger(String key, Item item) {
    if (keysOf(item.origin()).isEmpty()) {
      unexpected("row " + key + " comes from no record");
    } else {
      duplicated++;
      note("duplicated: row " + key + " besides that of " + keysOf(item.origin()));
    }
  }

  /** Returns the key of the record at an origin, if there is one. */
  private List<String> keysOf(String origin) {
    int slash = origin.indexOf('/');
    if (!origin.matches("[^/]+/\\d+")) {
      return List.of();
    }
    Position position = Position.of(origin.substring(0, slash), origin.substring(slash + 1));
    return Optional.ofNullable(evidence.stream().records().get(position))
        .flatMap(ledger::attempted)
        .map(planned -> List.of(planned.key(evidence.stream().name(), position)))
        .orElse(List.of());
  }

  /** Several records have one key if a producer gives two events the same identity. */
  private static boolean isMadeOf(Item item, PlannedRecord planned) {
    boolean numbered = !planned.poison() || planned.eventId().isPresent();
    return item.hash().equals(planned.wanted())
        && (!numbered || item.number().equals(String.valueOf(planned.number())));
  }

  private void unexpected(String what) {
    unexpected++;
    note("unexpected: " + what);
  }

  private void note(String violation) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(violation);
    }
  }
}
