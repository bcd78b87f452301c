package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.chaos.siege.QueueContents.Range;
import io.weir.chaos.siege.TableContents.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account sees what it is there to see: each test spoils one thing in a good world. */
class AccountTest {

  private static final String SHARD = "shardId-000000000000";

  @TempDir private Path directory;

  private final NavigableMap<Position, Hash> stream = new TreeMap<>();
  private final Map<String, Item> table = new HashMap<>();
  private final NavigableMap<Position, List<Range>> pointers = new TreeMap<>();
  private final Map<Position, Hash> parked = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final Map<Position, Hash> discarded = new HashMap<>();
  private Ledger ledger;

  private final PlannedRecord named = record(1, "{\"eventId\":\"one\",\"n\":1}", "one", false);
  private final PlannedRecord nameless = record(2, "{\"n\":2}", null, false);
  private final PlannedRecord poison = record(3, "nonsense", null, true);
  private final PlannedRecord cut = record(4, "{\"eventId\":\"four\",\"n\":4", "four", true);

  @BeforeEach
  void goodWorld() {
    ledger = new Ledger(directory.resolve("ledger"));
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

  @Test
  void everyRecordIsInOnePlace() {
    Books books = books();

    assertThat(books.violations()).isEmpty();
    assertThat(books.hold()).isTrue();
    assertThat(books.accepted()).isEqualTo(4);
    assertThat(books.stored()).isEqualTo(2);
    assertThat(books.waiting()).isEqualTo(2);
  }

  @Test
  void aRecordThatIsNowhereIsLost() {
    parked.clear();

    assertThat(books().lost()).isEqualTo(1);
    assertThat(books().hold()).isFalse();
    assertThat(books().violations()).singleElement().asString().contains(SHARD + "/12");
  }

  @Test
  void aPointerBesideARecordDoesNotHoldIt() {
    pointers.clear();
    point(11, 12);

    assertThat(books().lost()).isEqualTo(1);
  }

  @Test
  void aConfirmedRecordThatTheStreamForgetsIsLost() {
    stream.remove(at(10));
    table.remove("one");

    assertThat(books().lost()).isEqualTo(1);
  }

  @Test
  void aRecordWhoseProducerHadNoAnswerCounts() {
    ledger.attempt(named);
    stream.put(at(20), named.hash());

    assertThat(books().recovered()).isEqualTo(1);
    assertThat(books().accepted()).isEqualTo(5);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void whatWasDiscardedIsNotLost() {
    parked.clear();
    discarded.put(at(12), poison.hash());

    assertThat(books().discarded()).isEqualTo(1);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void otherBytesInTheArchiveAreNoComfort() {
    parked.clear();
    discarded.put(at(12), named.hash());

    assertThat(books().lost()).isEqualTo(1);
  }

  @Test
  void aRepairedRecordIsStoredUnderItsName() {
    pointers.clear();
    table.put("four", new Item(cut.repairedHash(), SHARD + "/13", "4"));

    assertThat(books().stored()).isEqualTo(3);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void poisonThatIsStoredAsItIsIsUnexpected() {
    table.put("EventStream/" + SHARD + "/12", new Item(poison.hash(), SHARD + "/12", ""));

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void aSecondRowOfARecordIsADuplicate() {
    table.put("EventStream/" + SHARD + "/99", new Item(nameless.hash(), SHARD + "/11", "2"));

    assertThat(books().duplicated()).isPositive();
    assertThat(books().hold()).isFalse();
  }

  @Test
  void aRowThatNobodyPutIsUnexpected() {
    table.put("stranger", new Item(named.hash(), SHARD + "/99", "1"));

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void aRowOfOtherBytesIsUnexpectedAndItsRecordLost() {
    table.put("one", new Item(nameless.hash(), SHARD + "/10", "1"));

    assertThat(books().unexpected()).isEqualTo(1);
    assertThat(books().lost()).isEqualTo(1);
  }

  @Test
  void aRowWhoseDocumentWasAlteredIsUnexpected() {
    table.put("one", new Item(named.hash(), SHARD + "/10", "7"));

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void aRowThatNamesAnothersOriginIsUnexpected() {
    table.put("one", new Item(named.hash(), SHARD + "/12", "1"));

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void aMessageOfNoKnownKindIsUnexpected() {
    unknown.add("6f2c");

    assertThat(books().unexpected()).isEqualTo(1);
  }

  private Books books() {
    return Account.of(
        ledger,
        new Account.Evidence(
            new StreamContents(stream),
            new TableContents(table),
            new QueueContents(pointers, parked, unknown, 2),
            new Discarded(discarded)));
  }

  private void accept(int number, PlannedRecord record) {
    ledger.attempt(record);
    ledger.acknowledge(at(number), record);
    stream.put(at(number), record.hash());
  }

  private void point(int from, int to) {
    pointers.put(at(from), List.of(new Range(at(from), at(to))));
  }

  private static Position at(int number) {
    return Position.of(SHARD, String.valueOf(number));
  }

  private static PlannedRecord record(
      int number, String payload, @org.jspecify.annotations.Nullable String id, boolean poison) {
    return new PlannedRecord(
        number, "key", payload.getBytes(UTF_8), Optional.ofNullable(id), poison);
  }
}
