package io.weir.local.books;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.local.books.QueueContents.Range;
import io.weir.local.books.TableContents.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A good world, and ways to change it. */
abstract class AccountWorld {

  static final String SHARD = "shardId-000000000000";

  @TempDir Path directory;

  final NavigableMap<Position, Hash> stream = new TreeMap<>();
  final Map<Position, PutAgain> again = new HashMap<>();
  final Map<Position, Hash> bucket = new HashMap<>();
  final Map<String, Item> table = new HashMap<>();
  final NavigableMap<Position, List<Range>> pointers = new TreeMap<>();
  final Map<Position, Hash> parked = new HashMap<>();
  final List<String> unknown = new ArrayList<>();
  final Map<Position, Hash> discarded = new HashMap<>();
  final Set<String> marked = new HashSet<>();
  final Set<Position> vanished = new HashSet<>();
  final Set<String> foreign = new HashSet<>();
  Ledger ledger;

  final PlannedRecord named = record(1, "{\"eventId\":\"one\",\"n\":1}", "one", false);
  final PlannedRecord nameless = record(2, "{\"n\":2}", null, false);
  final PlannedRecord poison = record(3, "nonsense", null, true);
  final PlannedRecord cut = record(4, "{\"eventId\":\"four\",\"n\":4", "four", true);

  @BeforeEach
  void goodWorld() {
    ledger = Ledger.writtenTo(directory.resolve("ledger"));
    accept(10, named);
    accept(11, nameless);
    accept(12, poison);
    accept(13, cut);
    table.put("one", new Item(named.hash(), SHARD + "/10", "1"));
    table.put("EventStream/" + SHARD + "/11", new Item(nameless.hash(), SHARD + "/11", "2"));
    parked.put(at(12), poison.hash());
    point(13, 13);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  Books books() {
    return Account.of(
        ledger,
        new Evidence(
            new StreamContents("EventStream", stream, again),
            new TableContents(table),
            new QueueContents(pointers, parked, unknown, marked, 2),
            bucket,
            new Discarded(discarded, Set.of("m-discarded"))),
        new Intrusions(vanished, foreign, Map.of()));
  }

  void accept(int number, PlannedRecord record) {
    ledger.attempt(record);
    ledger.acknowledge(at(number), record);
    stream.put(at(number), record.hash());
  }

  /** Puts a record again, with its origin and these bytes. */
  void putAgain(int number, int first, Hash payload) {
    stream.put(at(number), hash(number));
    again.put(at(number), new PutAgain(at(first), payload));
  }

  static Hash hash(int number) {
    return Hash.of(("tagged, at " + number).getBytes(UTF_8));
  }

  void point(int from, int to) {
    pointers.put(at(from), List.of(new Range(at(from), at(to))));
  }

  static Position at(int number) {
    return Position.of(SHARD, String.valueOf(number));
  }

  static PlannedRecord record(
      int number, String payload, @org.jspecify.annotations.Nullable String id, boolean poison) {
    return new PlannedRecord(
        number,
        "key",
        payload.getBytes(UTF_8),
        Optional.ofNullable(id),
        poison ? Optional.of(Hash.of((payload + "}").getBytes(UTF_8))) : Optional.empty());
  }
}
