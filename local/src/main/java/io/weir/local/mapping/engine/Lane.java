package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Activity.Effect;
import io.weir.local.mapping.engine.MappingCounters.Result;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One lane of a shard: it carries out what {@link BatchState} decides, one batch at a time.
 *
 * <h2>Failure semantics</h2>
 *
 * When the mapping stops, the batch at hand is dropped between two effects and its unfinished
 * records stay unfinished: they are delivered again from the checkpoint. An invocation that was
 * running then may have done its work, a pointer may have been sent: both can happen twice.
 */
final class Lane implements Activity {

  private final String shardId;
  private final MappingContext mapped;
  private final ShardProgress progress;
  private final InvocationEvent event;
  private final LaneBuffer buffer;
  private Instant windowStart;
  private BatchState state;
  private List<ShardRecord> taken = List.of();
  private int done;
  private boolean repeating;
  private boolean repeatNext;

  /**
   * Starts idle.
   *
   * @param now begins the first window
   */
  Lane(String shardId, MappingContext mapped, ShardProgress progress, Instant now) {
    this.shardId = shardId;
    this.mapped = mapped;
    this.progress = progress;
    this.event = mapped.event();
    this.buffer = new LaneBuffer(mapped.settings(), event::encodedSize);
    this.windowStart = now;
    this.state = new BatchState.Done(new UnfinishedBatches(List.of(), mapped.settings()));
  }

  LaneBuffer buffer() {
    return buffer;
  }

  /**
   * Delivers the batch that was finished last once more, before going on: Lambda promises at least
   * once (ESM-35). Returns whether there is one.
   */
  boolean repeat() {
    repeatNext = !taken.isEmpty();
    return repeatNext;
  }

  @Override
  public Optional<Instant> nextAt() {
    if (state instanceof BatchState.Waiting waiting) {
      return Optional.of(waiting.until());
    }
    boolean idle = state instanceof BatchState.Done;
    return idle && !repeatNext ? buffer.completeAt(windowStart) : Optional.of(AT_ONCE);
  }

  @Override
  public Effect begin(Instant now) {
    if (state instanceof BatchState.Done) {
      take();
    }
    if (state instanceof BatchState.Waiting waiting) {
      state = waiting.elapsed();
    }
    if (state instanceof BatchState.Ready ready) {
      state = ready.begin(now);
    }
    if (state instanceof BatchState.Invoking invoking) {
      return new Effect(Step.INVOKE, () -> invoke(invoking));
    }
    BatchState.Discarding discarding = (BatchState.Discarding) state;
    return new Effect(Step.TELL_DESTINATION, () -> tell(discarding, now));
  }

  private void take() {
    repeating = repeatNext;
    repeatNext = false;
    done = 0;
    if (!repeating) {
      taken = buffer.take();
    }
    state =
        new BatchState.Ready(
            UnfinishedBatches.of(Batch.of(taken, mapped.requestIds().get()), mapped.settings()));
  }

  private Consumer<Instant> invoke(BatchState.Invoking invoking) {
    Outcome outcome = outcome(invoking.batch());
    return now -> {
      mapped.counters().lastResult = Result.of(outcome);
      enter(invoking.answered(outcome, now), now);
    };
  }

  private Outcome outcome(Batch batch) {
    byte[] payload = event.of(shardId, batch.records());
    if (payload.length > InvocationEvent.MAX_BYTES) {
      return new Outcome.TooLarge();
    }
    mapped.counters().invocations.increment();
    mapped.counters().invoked.add(batch.size());
    try {
      return mapped.wiring().target().invoke(batch.requestId().toString(), payload);
    } catch (RuntimeException e) {
      mapped.warn("the function could not be called, trying again: " + e);
      return new Outcome.Throttled();
    }
  }

  private Consumer<Instant> tell(BatchState.Discarding discarding, Instant at) {
    Discard discard = discarding.discard();
    OnFailure destination = mapped.wiring().onFailure();
    MappingCounters counters = mapped.counters();
    int size = discard.records().size();
    if (destination instanceof OnFailure.Nowhere) {
      counters.dropped.add(size);
    } else {
      try {
        destination.send(pointer(discard, at).asGivenUp());
        counters.pointers.increment();
        counters.delivered.add(size);
      } catch (RuntimeException e) {
        counters.deliveryFailures.increment();
        counters.dropped.add(size);
        mapped.warn(
            ("the destination took no pointer, so %d records of %s are given up as Lambda gives"
                    + " them up (ESM-33): %s")
                .formatted(size, shardId, e));
      }
    }
    return now -> enter(discarding.discarded(), now);
  }

  private Pointer pointer(Discard discard, Instant at) {
    Wiring wiring = mapped.wiring();
    return new Pointer(discard, shardId, wiring.source().identity(), wiring.target(), at);
  }

  private void enter(BatchState next, Instant now) {
    state = next;
    int doneNow = taken.size() - state.parts().remaining();
    if (doneNow > done && !repeating) {
      mapped.counters().finished.add(doneNow - done);
      progress.finished(taken.subList(done, doneNow));
    }
    done = doneNow;
    windowStart = now;
  }
}
