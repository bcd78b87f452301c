package io.weir.replayer.aws;

import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.run.LetterQueueContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** SQS as a queue that messages are taken out of. */
class SqsQueueTest extends LetterQueueContract {

  private static LocalServices services;
  private static int queues;

  @BeforeAll
  static void start() {
    services = new LocalServices();
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Override
  protected LetterQueue queue() {
    return new SqsQueue(services.clients().sqs(), services.createQueue("leases-" + queues++));
  }
}
