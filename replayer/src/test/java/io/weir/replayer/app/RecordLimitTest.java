package io.weir.replayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** A plan holds as many letters as its records fit. */
class RecordLimitTest {

  private static PlannedLetter letter(String id, int records, Action action) {
    PlannedRecord record =
        new PlannedRecord(
            id, "key", Instant.EPOCH, "hash", "BYSTANDER", "", action, "", null, null);
    return new PlannedLetter(id, "hash", "COMPLETE", Collections.nCopies(records, record));
  }

  @Test
  void lettersAreTakenUntilTheNextOneWouldBeTooMuch() {
    RecordLimit limit = new RecordLimit(10);

    assertThat(limit.take(letter("a", 4, Action.REDRIVE))).isTrue();
    assertThat(limit.take(letter("b", 5, Action.REDRIVE))).isTrue();
    assertThat(limit.take(letter("c", 2, Action.REDRIVE))).isFalse();

    assertThat(limit.taken()).extracting(PlannedLetter::message).containsExactly("a", "b");
    assertThat(limit.leftOut(5)).get().asString().contains("3 more", "--limit-records 10");
    assertThat(limit.leftOut(2)).isEmpty();
  }

  @Test
  void aLetterThatIsLargerThanTheLimitIsTakenAlone() {
    RecordLimit limit = new RecordLimit(10);

    assertThat(limit.take(letter("large", 2_000, Action.REDRIVE))).isFalse();
    assertThat(limit.taken()).hasSize(1);
  }

  @Test
  void lettersThatStayDoNotHideThoseThatGo() {
    RecordLimit limit = new RecordLimit(10);

    assertThat(limit.take(letter("poison", 8, Action.KEEP))).isTrue();
    assertThat(limit.take(letter("more poison", 8, Action.KEEP))).isTrue();
    assertThat(limit.take(letter("good", 9, Action.REDRIVE))).isTrue();

    assertThat(limit.taken()).extracting(PlannedLetter::message).containsExactly("poison", "good");
  }
}
