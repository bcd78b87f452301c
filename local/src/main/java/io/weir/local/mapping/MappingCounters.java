package io.weir.local.mapping;

import java.util.concurrent.atomic.LongAdder;

/** What a mapping has done since it was started; the names follow Lambda's metrics (ESM-34). */
final class MappingCounters {

  final LongAdder polled = new LongAdder();
  final LongAdder invocations = new LongAdder();
  final LongAdder finished = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder pointers = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder deliveryFailures = new LongAdder();

  MappingCounts snapshot() {
    return new MappingCounts(
        polled.sum(),
        invocations.sum(),
        finished.sum(),
        pointers.sum(),
        delivered.sum(),
        dropped.sum(),
        deliveryFailures.sum());
  }
}
