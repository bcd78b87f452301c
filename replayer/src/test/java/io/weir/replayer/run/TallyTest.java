package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sums are those of the fates. */
class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void countsEachRecordOnceByItsLatestFate() {
    tally.note("one", Fate.UNKNOWN);
    tally.note("two", Fate.UNKNOWN);
    tally.note("three", Fate.CONFIRMED);
    tally.note("two", Fate.CAME_BACK);
    tally.note("three", Fate.CONFIRMED);

    assertThat(tally.counts())
        .isEqualTo(Map.of(Fate.UNKNOWN, 1, Fate.CAME_BACK, 1, Fate.CONFIRMED, 1));
    assertThat(tally.failures()).isEqualTo(2);
    assertThat(tally.size()).isEqualTo(3);

    tally.moved("one", "hash", Fate.MOVED);

    assertThat(tally.counts()).doesNotContainKey(Fate.UNKNOWN).containsEntry(Fate.MOVED, 1);
    assertThat(tally.failures()).isEqualTo(1);
  }
}
