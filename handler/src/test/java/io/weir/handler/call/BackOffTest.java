package io.weir.handler.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.handler.TestContext;
import io.weir.handler.call.BackOff.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The waits between tries. */
class BackOffTest {

  private static final Deadline FAR = Deadline.before(TestContext.relaxed(), Duration.ZERO);

  private final List<Duration> pauses = new ArrayList<>();

  private BackOff backOff(Pause pause) {
    return new BackOff(Duration.ofMillis(50), Duration.ofSeconds(2), new Random(7), pause);
  }

  @Test
  void staysBelowASpanThatDoublesUpToTheCap() {
    BackOff backOff = backOff(pauses::add);

    for (int i = 0; i < 500; i++) {
      assertThat(backOff.draw(1)).isBetween(Duration.ZERO, Duration.ofMillis(50));
      assertThat(backOff.draw(3)).isBetween(Duration.ZERO, Duration.ofMillis(200));
      assertThat(backOff.draw(1_000_000)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  @Test
  void usesTheWholeSpan() {
    BackOff backOff = backOff(pauses::add);
    List<Duration> drawn = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      drawn.add(backOff.draw(10));
    }

    assertThat(drawn).anyMatch(wait -> wait.compareTo(Duration.ofMillis(200)) < 0);
    assertThat(drawn).anyMatch(wait -> wait.compareTo(Duration.ofMillis(1800)) > 0);
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    Deadline near = Deadline.before(new TestContext(() -> 1_000), Duration.ofSeconds(1));

    assertThat(backOff(pauses::add).waitAfter(5, near)).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void keepsAnInterruptAndStops() {
    BackOff interrupted =
        backOff(
            length -> {
              throw new InterruptedException();
            });

    assertThat(interrupted.waitAfter(1, FAR)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
