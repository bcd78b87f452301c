package io.weir.local.kinesis;

import java.util.concurrent.atomic.LongAdder;

/** Counts what passes through, since the start of the process. */
final class Counters {

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
