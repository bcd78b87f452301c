package io.weir.replayer.run;

import io.weir.replayer.queue.LetterQueue;
import java.time.Instant;

/** The queue that the crash tests use is a queue. */
class FakeQueueTest extends LetterQueueContract {

  @Override
  protected LetterQueue queue() {
    return new FakeQueue(() -> Instant.EPOCH);
  }
}
