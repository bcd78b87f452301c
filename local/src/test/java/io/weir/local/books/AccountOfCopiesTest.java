package io.weir.local.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same for records that were put again, and for what a bucket holds. */
class AccountOfCopiesTest extends AccountWorld {

  @Test
  void aRecordThatWasPutAgainWaitsWhereItsCopyWaits() {
    parked.clear();
    putAgain(20, 12, poison.hash());
    parked.put(at(20), hash(20));

    assertThat(books().put().again()).isEqualTo(1);
    assertThat(books().put().accepted()).isEqualTo(4);
    assertThat(books().fates().waiting()).isEqualTo(2);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void aCopyThatIsNowhereDoesNotHoldItsRecord() {
    parked.clear();
    putAgain(20, 12, poison.hash());

    assertThat(books().fates().lost()).isEqualTo(1);
  }

  @Test
  void aRecordIsDiscardedWithItsCopy() {
    parked.clear();
    putAgain(20, 12, poison.hash());
    discarded.put(at(20), hash(20));

    assertThat(books().fates().discarded()).isEqualTo(1);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void aCopyOfOtherBytesIsUnexpected() {
    putAgain(20, 12, named.hash());

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void aCopyOfARecordThatNeverWasIsUnexpected() {
    putAgain(20, 19, named.hash());

    assertThat(books().unexpected()).isEqualTo(1);
  }

  @Test
  void whatTheBucketHoldsWaits() {
    parked.clear();
    bucket.put(at(12), poison.hash());

    assertThat(books().fates().waiting()).isEqualTo(2);
    assertThat(books().hold()).isTrue();
  }

  @Test
  void otherBytesInTheBucketAreNoComfort() {
    parked.clear();
    bucket.put(at(12), named.hash());

    assertThat(books().fates().lost()).isEqualTo(1);
  }
}
