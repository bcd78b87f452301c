package io.weir.replayer.act;

import java.time.Instant;

/** The queue that the crash tests use is a queue. */
class FakeQueueTest extends LetterQueueContract {

  @Override
  protected LetterQueue queue() {
    return new FakeQueue(() -> Instant.EPOCH);
  }
}
