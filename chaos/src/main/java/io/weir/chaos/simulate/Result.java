package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param trace has its lines, and is asked once for its digest
 */
record Result(long seed, Faults faults, Counts counts, List<Violation> violations, Trace trace) {

  /**
   * What was in its way.
   *
   * @param names of those that it had
   * @param strikes how often each of them struck
   */
  record Faults(List<String> names, Map<Fault, Integer> strikes) {

    long struck() {
      return strikes.values().stream().mapToLong(Integer::longValue).sum();
    }
  }

  /**
   * Where the records are.
   *
   * @param records how many the stream accepted
   * @param lost of these, how many are nowhere
   * @param declared of these, how many Lambda gave up with a failed delivery that it counts
   *     (ESM-33)
   * @param duplicated items whose record has another item
   * @param unexpected items that no producer put
   */
  record Counts(int records, int lost, int declared, int duplicated, int unexpected) {}
}
