package io.weir.local;

import io.weir.local.books.QueueContents;
import io.weir.local.books.TableContents;
import io.weir.local.mapping.engine.MappingCounts;
import java.util.Locale;

/**
 * How the pipeline does, at a glance.
 *
 * @param accepted records that the stream took since it was started
 * @param behind of those, how many the mapping is not past yet
 * @param items in the table
 * @param deadLetters messages in the queue, hidden ones included
 * @param invocations of the function
 */
record Counters(long accepted, long behind, long items, long deadLetters, long invocations) {

  static Counters of(Pipeline pipeline) {
    MappingCounts counts = pipeline.counts();
    long accepted = pipeline.accepted();
    return new Counters(
        accepted,
        Math.max(0, accepted - counts.finished()),
        TableContents.count(pipeline.clients().dynamoDb(), Resources.TABLE),
        QueueContents.depth(pipeline.clients().sqs(), pipeline.queueUrl()),
        counts.invocations());
  }

  /** Returns one line of at most 79 columns while the figures stay below a million. */
  String line() {
    return String.format(
        Locale.ROOT,
        "accepted %,d  behind %,d  in table %,d  in queue %,d  invocations %,d",
        accepted,
        behind,
        items,
        deadLetters,
        invocations);
  }
}
