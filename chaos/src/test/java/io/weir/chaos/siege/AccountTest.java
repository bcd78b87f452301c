package io.weir.chaos.siege;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.chaos.siege.TableContents.Item;
import org.junit.jupiter.api.Test;

/** The account sees what it is there to see: each test spoils one thing in a good world. */
class AccountTest extends AccountWorld {

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
}
