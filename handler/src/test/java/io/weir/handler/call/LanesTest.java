package io.weir.handler.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.handler.TestContext;
import io.weir.handler.call.Lanes.Task;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The threads on which chunks are sent. */
class LanesTest {

  private static final Deadline FAR = Deadline.before(TestContext.relaxed(), Duration.ZERO);

  @Test
  void keepTheInputsOrderAndLoseNone() {
    try (Lanes lanes = new Lanes(8)) {
      List<Integer> inputs = IntStream.range(0, 5_000).boxed().toList();

      assertThat(lanes.each(inputs.iterator(), i -> new Task<>(() -> i, why -> -1), FAR))
          .isEqualTo(inputs);
    }
  }

  @Test
  void tellWhatBrokeAndGoOn() {
    try (Lanes lanes = new Lanes(2)) {
      List<String> results =
          lanes.each(
              List.of(1, 0, 2).iterator(),
              i ->
                  new Task<>(() -> Integer.toString(10 / i), why -> why.getClass().getSimpleName()),
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
          lanes.each(List.of("hangs").iterator(), input -> hanging(never), passed);

      assertThat(results).containsExactly("TimeoutException");
    }
  }

  @Test
  void giveUpAtTheDeadlineOnWhatFindsNoRoom() {
    CountDownLatch never = new CountDownLatch(1);
    Deadline passed = Deadline.before(new TestContext(() -> 0), Duration.ZERO);
    try (Lanes lanes = new Lanes(1)) {
      assertThat(
              lanes.each(
                  Collections.nCopies(4, "hangs").iterator(), input -> hanging(never), passed))
          .containsExactly(
              "TimeoutException", "TimeoutException", "NoRoomException", "NoRoomException");
    }
  }

  /** As many graces as calls hang would end behind the invocation, which has then told nothing. */
  @Test
  void waitOutOneGraceForAllThatHang() {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime();
    Deadline now =
        Deadline.before(
            new TestContext(() -> (int) Duration.ofNanos(end - System.nanoTime()).toMillis()),
            Duration.ZERO);
    try (Lanes lanes = new Lanes(40)) {
      assertThat(
              lanes.each(Collections.nCopies(40, "hangs").iterator(), input -> hanging(never), now))
          .hasSize(40);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - end)).isLessThan(Duration.ofSeconds(5));
  }

  /**
   * Decoded events take many times their bytes: those of a whole batch must not be there at once.
   */
  @Test
  void askForAnInputWhenThereIsRoomForIt() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Iterator<Integer> inputs = IntStream.range(0, 200).peek(i -> asked.set(i + 1)).iterator();
    try (Lanes lanes = new Lanes(3)) {
      lanes.each(
          inputs,
          input ->
              new Task<>(
                  () -> {
                    most.accumulateAndGet(asked.get() - done.get(), Math::max);
                    return done.incrementAndGet();
                  },
                  why -> -1),
          FAR);
    }
    // On three lanes, one that waits, one that looks for room, and one that the stream looks at.
    assertThat(most.get()).isBetween(1, 6);
    assertThat(done.get()).isEqualTo(200);
  }

  private static Task<String> hanging(CountDownLatch never) {
    return new Task<>(
        () -> {
          never.await();
          return "woke up";
        },
        why -> why.getClass().getSimpleName());
  }
}
