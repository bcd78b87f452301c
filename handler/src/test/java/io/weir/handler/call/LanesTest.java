package io.weir.handler.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.handler.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The threads on which chunks are sent. */
class LanesTest {

  private static final Deadline FAR = Deadline.before(TestContext.relaxed(), Duration.ZERO);

  @Test
  void keepTheInputsOrderAndLoseNone() {
    try (Lanes lanes = new Lanes(8)) {
      List<Integer> inputs = IntStream.range(0, 5_000).boxed().toList();

      assertThat(lanes.each(inputs, i -> i, (i, why) -> -1, FAR)).isEqualTo(inputs);
    }
  }

  @Test
  void tellWhatBrokeAndGoOn() {
    try (Lanes lanes = new Lanes(2)) {
      List<String> results =
          lanes.each(
              List.of(1, 0, 2),
              i -> Integer.toString(10 / i),
              (i, why) -> why.getClass().getSimpleName(),
              FAR);

      assertThat(results).containsExactly("10", "ArithmeticException", "5");
    }
  }

  @Test
  void giveUpAtTheDeadlineOnWhatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    Deadline passed = Deadline.before(new TestContext(() -> 0), Duration.ZERO);
    try (Lanes lanes = new Lanes(1)) {
      List<String> results =
          lanes.each(
              List.of("hangs"),
              input -> {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return input;
              },
              (input, why) -> why.getClass().getSimpleName(),
              passed);

      assertThat(results).containsExactly("TimeoutException");
    }
  }
}
