package io.weir.replayer.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Leases that end while somebody works on their messages. */
class LeasesTest {

  @Test
  void aStaleReceiptHandleIsReplacedByANewOne() {
    World world = new World().letter("letter", 1, "key", "{\"n\":1}");
    AtomicInteger tries = new AtomicInteger();
    world.queue.deletionFails =
        message -> {
          if (tries.getAndIncrement() == 0) {
            world.queue.extend(
                LetterQueue.receipts(world.queue.lease(Duration.ZERO)), Duration.ZERO);
            world.queue.forgetLeases();
            return true;
          }
          return false;
        };

    assertThat(world.apply(world.plan(Optional.empty(), 3), Effects.harmless()).deleted())
        .isEqualTo(1);
    assertThat(tries).hasValue(2);
    assertThat(world.queue.ids()).isEmpty();
  }
}
