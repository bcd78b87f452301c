package io.weir.replayer.run;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.route.InvocationEvent;
import io.weir.replayer.route.Work;
import java.util.List;
import java.util.Optional;

/** A queue with one of everything that a plan may find in it, and what must become of it. */
final class MixedQueue {

  private static final Fix FIX = Fix.compile("rtrimstr(\"#\")", true);

  /** Made once: every world is the same. */
  static final Plan PLAN = world().plan(Optional.of(FIX), 3);

  /** What no run may take out of the queue, in its order. */
  static final List<String> STAY =
      List.of(
          "mixed",
          "stubborn",
          "hopeless",
          "partial",
          "expired",
          "forged-stream",
          "forged-function",
          "forged-range",
          "no-letter");

  /** The identities that the table must hold in the end. */
  static final List<String> HOME =
      List.of(
          "orders/shardId-000000000000/20", // stored before
          "orders/shardId-000000000000/10",
          "orders/shardId-000000000000/11",
          "orders/shardId-000000000000/12",
          "e",
          "orders/shardId-000000000000/14",
          "orders/shardId-000000000000/15",
          "orders/shardId-000000000000/17",
          "orders/shardId-000000000000/22",
          "orders/shardId-000000000000/23",
          "orders/shardId-000000000000/30",
          "orders/shardId-000000000000/31",
          "orders/shardId-000000000000/32");

  /** Sent on each start, since it fails each time. */
  static final String STUBBORN = "18";

  private MixedQueue() {}

  static World world() {
    World world =
        new World()
            .letter("one", 10, "a", "{\"n\":1}")
            .letter("range", 11, "a", "{\"n\":2}", "b", "{\"n\":3}", "c", "{\"eventId\":\"e\"}")
            .letter("twin", 12, "b", "{\"n\":3}")
            .letter("broken", 14, "d", "{\"n\":4}#")
            .letter("mixed", 15, "e", "{\"n\":5}", "f", "never", "g", "{\"n\":6}")
            .letter("stubborn", 18, "h", "{\"stubborn\":true}", "h", "{\"n\":7}")
            .letter("stored", 20, "i", "{\"n\":8}")
            .letter("hopeless", 21, "j", "[never")
            .letter("last", 22, "a", "{\"n\":9}")
            .letter("partial", 23, "k", "{\"n\":10}", "k", "{\"lost\":true}")
            .letter("expired", 25, "l", "{\"n\":11}");
    world.stream.forget(World.record(24, "k", "{\"lost\":true}"));
    world.stream.forget(World.record(25, "l", "{\"n\":11}"));
    carried(world);
    forged(world);
    world.function.stubborn = payload -> payload.contains("stubborn");
    world.function.invoke(new InvocationEvent("role").of(List.of(work(20, "i", "{\"n\":8}"))));
    world.function.deliveries.clear();
    return world;
  }

  /**
   * Messages that bring a payload: a pointer's in a queue is not Lambda's, so the stream has the
   * word; a parked record's is the only one that there is.
   */
  private static void carried(World world) {
    List<RecoveredRecord> two =
        List.of(World.record(30, "m", "{\"n\":12}"), World.record(31, "a", "{\"n\":13}"));
    List<RecoveredRecord> forged =
        List.of(World.record(30, "m", "{\"forged\":1}"), World.record(31, "a", "{\"forged\":2}"));
    two.forEach(world.stream::put);
    world.message("payload", Bodies.withPayload(forged), two);
    RecoveredRecord parked = World.record(32, "n", "{\"n\":14}");
    world.message("parked", Bodies.parked(parked), List.of(parked));
  }

  /** Messages whose author would have the operator read, or delete, what is not the author's. */
  private static void forged(World world) {
    RecoveredRecord outside = World.record(40, "o", "{\"n\":15}");
    world.stream.put(outside); // in no letter: no run may touch it
    String pointer = Bodies.pointer(List.of(outside));
    world.message("forged-stream", pointer.replace("stream/orders", "stream/payments"), List.of());
    world.message("forged-function", pointer.replace("function:ingest", "function:x"), List.of());
    world.message(
        "forged-range", pointer.replace("\"batchSize\":1", "\"batchSize\":-1"), List.of());
    world.message("no-letter", "\u0000", List.of());
  }

  private static Work work(int number, String key, String payload) {
    RecoveredRecord record = World.record(number, key, payload);
    return new Work(
        record,
        record.coordinates().stream().toString(),
        record.payload(),
        record.payload().sha256());
  }
}
