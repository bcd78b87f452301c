package io.weir.local.mapping.engine;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * What all activities of one mapping share.
 *
 * @param filters which records reach the function at all
 * @param requestIds draws the id of each batch that is taken from a shard
 */
record MappingContext(
    MappingSettings settings,
    Filters filters,
    Wiring wiring,
    MappingCounters counters,
    Supplier<UUID> requestIds) {

  InvocationEvent event() {
    return new InvocationEvent(wiring.source().identity());
  }

  /** Tells a fault of reading once, however often it is met until it ends. */
  void warnOnce(String what, String line) {
    if (!counters.faults.containsKey(what)) {
      warn(line);
    }
  }

  void warn(String line) {
    wiring.warnings().accept(line);
  }
}
