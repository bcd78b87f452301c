package io.weir.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Carries out, on the wall clock, what {@link BatchState} decides for one lane of a shard: one
 * batch at a time, in order.
 *
 * <h2>Failure semantics</h2>
 *
 * When the mapping stops, the batch at hand is dropped between two effects and its unfinished
 * records stay unfinished: they are delivered again from the checkpoint. An invocation that was
 * running then may have done its work, a pointer may have been sent: both can happen twice.
 */
final class Lane implements Runnable {

  private final String shardId;
  private final MappingSettings settings;
  private final Wiring wiring;
  private final MappingCounters counters;
  private final ShardProgress progress;
  private final InvocationEvent event;
  private final LaneBuffer buffer;
  private final Stop stop;

  Lane(ShardLanes shard, LaneBuffer buffer) {
    this.shardId = shard.shardId();
    this.settings = shard.settings();
    this.wiring = shard.wiring();
    this.counters = shard.counters();
    this.progress = shard.progress();
    this.event = shard.event();
    this.stop = shard.stop();
    this.buffer = buffer;
  }

  @Override
  public void run() {
    try {
      Instant windowStart = wiring.clock().instant();
      List<ShardRecord> records = buffer.next(windowStart, wiring.clock());
      while (!records.isEmpty() && !stop.isRequested()) {
        resolve(records);
        windowStart = wiring.clock().instant();
        records = buffer.next(windowStart, wiring.clock());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever interrupts a lane wants it to end
    }
  }

  private void resolve(List<ShardRecord> records) {
    BatchState state = Parts.of(Batch.of(records, UUID.randomUUID()), settings).next();
    int done = 0;
    while (!(state instanceof BatchState.Done) && !stop.isRequested()) {
      state = step(state);
      int doneNow = records.size() - state.parts().remaining();
      if (doneNow > done) {
        counters.finished.add(doneNow - done);
        progress.finished(records.subList(done, doneNow));
        done = doneNow;
      }
    }
  }

  private BatchState step(BatchState state) {
    if (state instanceof BatchState.Ready ready) {
      return ready.begin(wiring.clock().instant());
    }
    if (state instanceof BatchState.Invoking invoking) {
      Outcome outcome = invoke(invoking.batch());
      return stop.isRequested() ? state : invoking.answered(outcome, wiring.clock().instant());
    }
    if (state instanceof BatchState.Waiting waiting) {
      stop.pause(Duration.between(wiring.clock().instant(), waiting.until()));
      return waiting.elapsed();
    }
    if (state instanceof BatchState.Discarding discarding) {
      send(discarding.discard());
      return discarding.discarded();
    }
    throw new IllegalStateException("nothing follows " + state);
  }

  private Outcome invoke(Batch batch) {
    byte[] payload = event.of(shardId, batch.records());
    if (payload.length > InvocationEvent.MAX_BYTES) {
      return new Outcome.TooLarge();
    }
    counters.invocations.increment();
    try {
      return wiring.target().invoke(batch.requestId().toString(), payload);
    } catch (RuntimeException e) {
      wiring.warnings().accept("the function could not be called, trying again: " + e);
      return new Outcome.Throttled();
    }
  }

  private void send(Discard discard) {
    String arn = wiring.stream().streamArn();
    int size = discard.records().size();
    try {
      wiring
          .onFailure()
          .send(Pointer.of(discard, shardId, arn, wiring.target(), wiring.clock().instant()));
      counters.pointers.increment();
      counters.delivered.add(size);
    } catch (RuntimeException e) {
      counters.deliveryFailures.increment();
      counters.dropped.add(size);
      wiring
          .warnings()
          .accept(
              "the destination took no pointer, so "
                  + size
                  + " records of "
                  + shardId
                  + " are given up as Lambda gives them up (ESM-33): "
                  + e);
    }
  }
}
