package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param faults the names of those that it had
 * @param strikes how often each of them struck
 * @param records how many the stream accepted
 * @param lost of these, how many are nowhere
 * @param declared of these, how many Lambda gave up with a failed delivery that it counts (ESM-33)
 * @param duplicated items whose record has another item
 * @param unexpected items that no producer put
 * @param digest of the trace; empty unless it was written
 * @param trace the lines; none unless it was written
 */
record Result(
    long seed,
    List<String> faults,
    Map<Fault, Integer> strikes,
    int records,
    int lost,
    int declared,
    int duplicated,
    int unexpected,
    List<Violation> violations,
    String digest,
    List<String> trace) {

  long struck() {
    return strikes.values().stream().mapToLong(Integer::longValue).sum();
  }
}
