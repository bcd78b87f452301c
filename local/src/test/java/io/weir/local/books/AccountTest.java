package io.weir.local.books;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.books.TableContents.Item;
import org.junit.jupiter.api.Test;

/** The account sees what it is there to see: each test spoils one thing in a good world. */
class AccountTest extends AccountWorld {

  @Test
  void everyRecordIsInOnePlace() {
    Books books = books();

    assertThat(books.violations()).isEmpty();
    assertThat(books.hold()).isTrue();
    assertThat(books.put().accepted()).isEqualTo(4);
    assertThat(books.fates().stored()).isEqualTo(2);
    assertThat(books.fates().waiting()).isEqualTo(2);
  }

  @Test
  void aRecordThatIsNowhereIsLost() {
    parked.clear();

    assertThat(books().fates().lost()).isEqualTo(1);
    assertThat(books().hold()).isFalse();
    assertThat(books().violations()).singleElement().asString().contains(SHARD + "/12");
  }

  @Test
  void aPointerBesideARecordDoesNotHoldIt() {
    pointers.clear();
    point(11, 12);

    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aConfirmedRecordThatTheStreamForgetsIsLost() {
    stream.remove(at(10));
    table.remove("one");

    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aRecordWhoseProducerHadNoAnswerCounts() {
    ledger.attempt(named);
    stream.put(at(20), named.hash());

    assertThat(books().put().recovered()).isEqualTo(1);
    assertThat(books().put().accepted()).isEqualTo(5);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void whatWasDiscardedIsNotLost() {
    parked.clear();
    discarded.put(at(12), poison.hash());

    assertThat(books().fates().discarded()).isEqualTo(1);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void otherBytesInTheArchiveAreNoComfort() {
    parked.clear();
    discarded.put(at(12), named.hash());

    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aRepairedRecordIsStoredUnderItsName() {
    pointers.clear();
    table.put("four", new Item(cut.wanted(), SHARD + "/13", "4"));

    assertThat(books().fates().stored()).isEqualTo(3);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void ofTwoRecordsWithOneIdentityEitherMayBeStored() {
    PlannedRecord other = record(5, "{\"eventId\":\"one\",\"n\":5}", "one", false);
    accept(14, other);
    point(14, 14);

    assertThat(books().hold()).isTrue();
    assertThat(books().fates().waiting()).isEqualTo(3);
    table.put("one", new Item(other.hash(), SHARD + "/14", "5"));
    point(10, 10);
    assertThat(books().hold()).isTrue();
    pointers.remove(at(10));
    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aParkedRecordOfOtherBytesIsLost() {
    parked.put(at(12), named.hash());

    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aRepairedRecordOfOtherBytesIsUnexpectedAndLost() {
    pointers.clear();
    table.put("four", new Item(named.hash(), SHARD + "/13", "4"));

    assertThat(books().fates().lost()).isEqualTo(1);
    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void theFiguresAreOneFlatObject() {
    assertThat(new JsonMapper().valueToTree(books()).toString())
        .isEqualTo(
            "{\"acknowledged\":4,\"recovered\":0,\"again\":0,\"accepted\":4,\"stored\":2,"
                + "\"waiting\":2,\"discarded\":0,\"lost\":0,\"duplicated\":0,\"unexpected\":0,"
                + "\"violations\":[]}");
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
    assertThat(books().fates().lost()).isEqualTo(1);
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
