package io.weir.local.kinesis;

import io.weir.local.kinesis.Stream.PutOutcome;
import java.util.concurrent.atomic.LongAdder;

/**
 * What passed through since the start of the process, for a live line.
 *
 * @param accepted records put
 * @param refused records turned away by a shard's limits
 * @param read records handed out, each time again
 */
public record KinesisTotals(long accepted, long refused, long read) {

  /** Counts what passes through. */
  static final class Counters {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder read = new LongAdder();

    void put(PutOutcome outcome) {
      (outcome instanceof PutOutcome.Accepted ? accepted : refused).increment();
    }

    void read(int records) {
      read.add(records);
    }

    KinesisTotals totals() {
      return new KinesisTotals(accepted.sum(), refused.sum(), read.sum());
    }
  }
}
