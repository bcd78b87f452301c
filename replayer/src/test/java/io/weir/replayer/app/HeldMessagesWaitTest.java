package io.weir.replayer.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.StreamPut;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long is waited for messages that another receiver holds. */
class HeldMessagesWaitTest {

  private static final Pipeline PIPELINE =
      new Pipeline(
          Optional.of("https://queue"),
          new Trust(Set.of(), Set.of()),
          List.of(),
          Optional.empty(),
          Optional.empty());

  private final List<Integer> counts = new ArrayList<>(List.of(2, 1, 0));
  private final List<Duration> pauses = new ArrayList<>();

  /** A queue that tells its depth, and nothing else. */
  private final class Depths implements Ports {
    @Override
    public LetterQueue queue(String url) {
      return (LetterQueue)
          Proxy.newProxyInstance(
              LetterQueue.class.getClassLoader(),
              new Class<?>[] {LetterQueue.class},
              (proxy, method, arguments) -> new LetterQueue.Depth(0, counts.remove(0)));
    }

    @Override
    public StreamReader stream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public StoreLookup table(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappingFilter filter() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CalledFunction function(String arn, List<String> streams) {
      throw new UnsupportedOperationException();
    }

    @Override
    public StreamPut put(String arn) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void note(String text) {
      throw new UnsupportedOperationException();
    }
  }

  private void await(boolean stop) throws InterruptedException {
    Replayer.of(PIPELINE, new Depths())
        .build()
        .awaitHeld(Duration.ofHours(1), new Interruption(() -> stop, pauses::add));
  }

  @Test
  void aQueueIsWaitedForUntilNothingIsHeld() throws InterruptedException {
    await(false);

    assertThat(counts).isEmpty();
    assertThat(pauses).hasSize(2);
  }

  @Test
  void waitingEndsWhenItIsToldTo() throws InterruptedException {
    await(true);

    assertThat(counts).hasSize(3);
    assertThat(pauses).isEmpty();
  }
}
