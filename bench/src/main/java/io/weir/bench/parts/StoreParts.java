package io.weir.bench.parts;

import io.weir.bench.driver.LongContext;
import io.weir.event.DynamoDbJson;
import io.weir.event.Event;
import io.weir.event.EventItem;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.BackOff.Pause;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.call.Outcome;
import io.weir.handler.store.DynamoDbEventStore;
import io.weir.handler.store.EventStore;
import io.weir.handler.store.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/** From an event to its item, and to a batch of inserts that a client takes at once. */
@State(Scope.Benchmark)
public class StoreParts {
  private static final int EVENTS = 25;

  private final List<Event> events = LongStream.range(0, EVENTS).mapToObj(Payloads::event).toList();
  private final Lanes lanes = new Lanes(1);
  private final EventStore store =
      new DynamoDbEventStore(
          new TakesAll(),
          "EventLogs",
          new Dispatcher(
              lanes,
              new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1), Pause.REAL)),
          InstantSource.fixed(Payloads.NOW));

  @Benchmark
  public Map<String, DynamoDbJson> item() {
    return EventItem.of(events.get(0), Payloads.NOW);
  }

  /** An item, its statement, and its share of a batch and of the answer: by the event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public List<Outcome> itemAndInsert() {
    return store.store(Events.of(events), Deadline.before(new LongContext(), Duration.ZERO));
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    lanes.close();
  }

  /** A client for which each statement succeeds, without a network. */
  private static final class TakesAll implements DynamoDbClient {
    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
        BatchExecuteStatementRequest request) {
      return BatchExecuteStatementResponse.builder()
          .responses(Collections.nCopies(EVENTS, BatchStatementResponse.builder().build()))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
