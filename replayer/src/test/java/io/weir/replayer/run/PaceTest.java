package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How fast records go out, and in which steps. */
class PaceTest {

  @Test
  void aRampIsReadInRecordsAndInShares() {
    assertThat(Ramp.parse("1,10,100%").of(200)).containsExactly(1, 10, 200);
    assertThat(Ramp.parse("1%,50%").of(10)).containsExactly(1, 5, 10);
    assertThat(Ramp.parse("5,5,3").of(4)).containsExactly(4);
    assertThat(Ramp.NONE.of(7)).containsExactly(7);
    assertThat(Ramp.NONE.of(0)).isEmpty();
  }

  @Test
  void thePaceIsHalvedWhenThrottledAndComesBackSlowly() throws InterruptedException {
    List<Duration> waits = new ArrayList<>();
    Pace pace = new Pace(10, () -> Instant.EPOCH, waits::add);

    pace.await(5);
    pace.await(1);
    pace.throttled();
    assertThat(pace.perSecond()).isEqualTo(5);
    pace.wentWell();
    assertThat(pace.perSecond()).isEqualTo(5.5);

    assertThat(waits).containsExactly(Duration.ofMillis(500));
  }
}
