package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.call.Outcome;
import io.weir.handler.log.LogStart;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.park.SqsDeadLetterQueue;
import io.weir.handler.store.DynamoDbEventStore;
import io.weir.handler.store.EventStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The whole function over fakes, with a clock that only pauses move. */
public final class Rig implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-09-19T09:11:15.123456Z");

  /** The table. */
  public final EngineTable table = new EngineTable();

  /** The dead-letter queue. */
  public final FakeSqs queue = new FakeSqs();

  /** When the process dies at its next write; null for not at all. */
  volatile @Nullable Death death;

  final AtomicInteger remainingMillis = new AtomicInteger(60_000);
  final Context context = new TestContext(remainingMillis::get);
  final StreamHandler handler;

  private final Lanes lanes = new Lanes(3);

  /** Sets up a function that reports or parks, in some wiring. */
  public Rig(boolean parking, Wiring wiring) {
    this.handler =
        new StreamHandler(
            LogStart.begin(), wiring, steps(parking), Telemetry.of(Settings.from(Map.of())));
  }

  Steps steps(boolean parking) {
    BackOff backOff =
        new BackOff(
            Duration.ofMillis(50),
            Duration.ofSeconds(2),
            new Random(1),
            length -> remainingMillis.addAndGet(-(int) length.toMillis() - 1));
    Dispatcher dispatcher = new Dispatcher(lanes, backOff);
    InstantSource clock = InstantSource.fixed(NOW);
    DeadLetterQueue parked =
        new SqsDeadLetterQueue(queue, URI.create("http://127.0.0.1/q"), dispatcher, clock);
    return new Steps(
        Batches.DECODER,
        mortal(new DynamoDbEventStore(table, "EventLogs", dispatcher, clock)),
        parking ? parked : DeadLetterQueue.REPORT_ONLY,
        Duration.ofSeconds(2));
  }

  private EventStore mortal(EventStore store) {
    return (events, deadline) -> {
      if (death == Death.BEFORE_THE_WRITE) {
        throw new KilledError();
      }
      List<Outcome> outcomes = store.store(events, deadline);
      if (death == Death.BEHIND_THE_WRITE) {
        throw new KilledError();
      }
      return outcomes;
    };
  }

  /** When a process is killed. */
  enum Death {
    BEFORE_THE_WRITE,
    BEHIND_THE_WRITE
  }

  /** Ends an invocation as a kill does: no answer comes of it. */
  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Invokes the function with a process that dies, and starts it again. */
  void dieAndStart(Death when, String... payloads) {
    death = when;
    try {
      invoke(payloads);
    } catch (KilledError e) {
      return; // no answer is what the mapping gets
    } finally {
      death = null;
    }
  }

  /** Invokes the function, and returns the reported sequence numbers. */
  public List<String> invoke(String... payloads) {
    return invoke(Batches.of(payloads));
  }

  List<String> invoke(KinesisEvent batch) {
    return Batches.failed(handler.handleRequest(batch, context));
  }

  @Override
  public void close() {
    lanes.close();
  }
}
