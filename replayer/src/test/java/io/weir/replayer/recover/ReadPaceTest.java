package io.weir.replayer.recover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No shard is read faster than its share, in reads and in bytes, and less after a throttling. */
class ReadPaceTest {

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();
  private final ReadPace twoASecond = new ReadPace(2, () -> now, this::pause);

  private void pause(Duration time) {
    pauses.add(time);
    now = now.plus(time);
  }

  private void read(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      twoASecond.beforeRead("shard");
    }
  }

  private static List<Duration> millis(int... times) {
    List<Duration> durations = new ArrayList<>();
    for (int time : times) {
      durations.add(Duration.ofMillis(time));
    }
    return durations;
  }

  @Test
  void threeReadsGoAtOnceAndTheNextOnesInTheirTime() throws InterruptedException {
    read(3);
    assertThat(pauses).isEmpty();
    read(3);
    assertThat(pauses).isEqualTo(millis(500, 500, 500));
  }

  @Test
  void aRestIsNotSavedUpForMoreThanOneBurst() throws InterruptedException {
    read(1);
    now = now.plus(Duration.ofHours(1));
    read(3);
    assertThat(pauses).isEmpty();
    read(1);
    assertThat(pauses).isEqualTo(millis(500));
  }

  @Test
  void whoeverComesInTimeDoesNotWait() throws InterruptedException {
    read(3);
    now = now.plusMillis(500);
    read(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void bytesCountAsTheReadsThatTheyAreWorth() throws InterruptedException {
    read(1);
    twoASecond.afterRead("shard", 800_000);
    read(1);
    assertThat(pauses).isEqualTo(millis(500));
  }

  @Test
  void shardsDoNotWaitForEachOther() throws InterruptedException {
    read(3);
    twoASecond.afterRead("shard", 8_000_000);
    twoASecond.afterThrottling("shard");
    twoASecond.beforeRead("another");
    twoASecond.afterThrottling("another");
    assertThat(pauses).isEqualTo(millis(500, 500));
  }

  @Test
  void eachThrottlingInARowWaitsTwiceAsLongUpToTenSeconds() throws InterruptedException {
    for (int i = 0; i < 6; i++) {
      twoASecond.afterThrottling("shard");
    }
    assertThat(pauses).isEqualTo(millis(500, 1_500, 3_500, 7_500, 10_000, 10_000));
  }

  @Test
  void eachReadThatSucceedsHalvesTheWait() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      twoASecond.afterThrottling("shard");
    }
    twoASecond.afterRead("shard", 0);
    twoASecond.afterThrottling("shard");
    assertThat(pauses).isEqualTo(millis(500, 1_500, 3_500, 4_000));
  }
}
