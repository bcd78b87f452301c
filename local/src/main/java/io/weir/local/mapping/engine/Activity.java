package io.weir.local.mapping.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part of the mapping that does one thing after the other: listing shards, reading one, working
 * one lane, keeping checkpoints. It has neither a thread nor a clock: a driver asks when it is due,
 * performs its effect, and never begins a second one before the first is noted.
 */
interface Activity {

  /** A time that is always due. */
  Instant AT_ONCE = Instant.MIN;

  /** Returns when there is something to do, or nothing while it waits for another activity. */
  Optional<Instant> nextAt();

  /** Begins what is due. */
  Effect begin(Instant now);

  /**
   * Something that is to be done to the world. The work may take long, touches no state of the
   * mapping, and never throws; what it returns takes note of the result at the given time.
   */
  record Effect(Step step, Supplier<Consumer<Instant>> work) {

    Consumer<Instant> perform() {
      return work.get();
    }
  }
}
