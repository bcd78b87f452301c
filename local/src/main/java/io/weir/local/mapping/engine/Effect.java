package io.weir.local.mapping.engine;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something that is to be done to the world. The work may take long, touches no state of the
 * mapping, and never throws; what it returns takes note of the result at the given time.
 */
record Effect(Step step, Supplier<Consumer<Instant>> work) {

  Consumer<Instant> perform() {
    return work.get();
  }
}
