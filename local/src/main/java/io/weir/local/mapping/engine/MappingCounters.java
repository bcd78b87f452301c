package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Target.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What a mapping has done since it was started; the names follow Lambda's metrics (ESM-34). */
final class MappingCounters {

  final LongAdder polled = new LongAdder();
  final LongAdder filtered = new LongAdder();
  final LongAdder invoked = new LongAdder();
  final LongAdder invocations = new LongAdder();
  final LongAdder finished = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder pointers = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder deliveryFailures = new LongAdder();
  volatile Result lastResult = Result.NONE;

  /** What cannot be read at present, and why. */
  final Map<String, String> faults = new ConcurrentSkipListMap<>();

  /** How the last invocation ended, in the words of the API (ESM-39). */
  enum Result {
    NONE("No records processed"),
    OK("OK"),
    FAILED("PROBLEM: Function call failed");

    private final String words;

    Result(String words) {
      this.words = words;
    }

    /** Items that were reported leave no trace: the call itself succeeded. */
    static Result of(Outcome outcome) {
      return outcome instanceof Outcome.Returned ? OK : FAILED;
    }

    String words() {
      return words;
    }
  }

  /** Says how the last invocation ended, or why no further one comes (ESM-39, ESM-69). */
  String lastProcessingResult() {
    return faults.values().stream()
        .findFirst()
        .map(fault -> "PROBLEM: " + fault)
        .orElseGet(() -> lastResult.words());
  }

  MappingCounts snapshot() {
    return new MappingCounts(
        polled.sum(),
        invocations.sum(),
        finished.sum(),
        pointers.sum(),
        delivered.sum(),
        dropped.sum(),
        deliveryFailures.sum(),
        filtered.sum(),
        invoked.sum());
  }
}
