package io.weir.local.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The account sees what became of that to which an intruder did harm. */
class AccountOfIntrusionsTest extends AccountWorld {

  @Test
  void whatVanishedMayWait() {
    vanished.add(at(10));
    table.remove("one");
    point(10, 10);

    assertThat(books().hold()).isTrue();
    assertThat(books().fates().waiting()).isEqualTo(3);
  }

  /** A producer that got no answer has put the event again: one item, and one letter, is enough. */
  @Test
  void theLetterOfAnEventThatWasPutTwiceStandsForBoth() {
    stream.put(at(9), named.hash());
    vanished.add(at(10));
    table.remove("one");
    point(10, 10);

    assertThat(books().hold()).as("%s", books()).isTrue();
    assertThat(books().fates().waiting()).isEqualTo(4);
    pointers.remove(at(10));
    assertThat(books().fates().lost()).isEqualTo(2);
  }

  @Test
  void whatVanishedAndIsNotHomeIsLostThoughALetterAboutItWasDiscarded() {
    vanished.add(at(10));
    table.remove("one");
    discarded.put(at(10), named.hash());

    assertThat(books().fates().lost()).isEqualTo(1);
    assertThat(books().violations()).singleElement().asString().contains("vanished");
  }

  @Test
  void whatVanishedAndIsStoredAgainIsHome() {
    vanished.add(at(10));

    assertThat(books().hold()).isTrue();
    assertThat(books().fates().stored()).isEqualTo(2);
  }

  @Test
  void aForgedLetterThatIsInTheQueueIsWhereItShouldBe() {
    foreign.add("m-forged");
    marked.add("m-forged");

    assertThat(books().hold()).isTrue();
  }

  @Test
  void aForgedLetterThatWasDiscardedIsNotMissed() {
    foreign.add("m-discarded");

    assertThat(books().hold()).isTrue();
  }

  @Test
  void aForgedLetterThatIsGoneWithoutAWordIsMissed() {
    foreign.add("m-forged");

    assertThat(books().unexpected()).isEqualTo(1);
    assertThat(books().violations()).singleElement().asString().contains("m-forged");
  }
}
