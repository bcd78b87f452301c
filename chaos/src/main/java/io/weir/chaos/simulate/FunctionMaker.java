package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.handler.IdempotencyGuard;
import io.weir.handler.RecordHandler;
import io.weir.handler.Steps;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.park.SqsDeadLetterQueue;
import io.weir.handler.store.DynamoDbEventStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Puts the production function together, as its own start does, on the virtual clock.
 *
 * @param parks whether poison is parked
 */
record FunctionMaker(
    World world, Seams seams, DynamoDbClient table, SqsClient queue, boolean parks) {

  private static final Duration MARGIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_STALL = Duration.ofSeconds(20);
  private static final int MOST_SKEW = 3_600;

  /** A process of the function, for one invocation at a time. */
  interface Instance {

    /** Processes a batch. */
    StreamsEventResponse process(KinesisEvent event, Context context);
  }

  Instance make() {
    BackOff backOff =
        new BackOff(Duration.ofMillis(50), Duration.ofSeconds(2), world.random(), world::pause);
    Dispatcher dispatcher = new Dispatcher(new Lanes(new SameThread(world), 1), backOff);
    InstantSource clock = clock();
    DeadLetterQueue parking =
        parks
            ? new SqsDeadLetterQueue(queue, URI.create(Queue.URL), dispatcher, clock)
            : DeadLetterQueue.REPORT_ONLY;
    Steps steps =
        new Steps(
            seams.decoder(new StallingDecoder(world)),
            seams.store(new DynamoDbEventStore(seams.table(table), Table.NAME, dispatcher, clock)),
            seams.parking(parking),
            MARGIN);
    return (event, context) ->
        seams
            .batching(
                new RecordHandler(steps, IdempotencyGuard.BY_THE_STORE, (record, events) -> {})
                    .together())
            .process(event, context);
  }

  /** A machine may stand still at any time: here it does before an event is judged. */
  private record StallingDecoder(World world) implements Decoder {
    private static final Decoder DECODER = new EventDecoder(EventSettings.DEFAULT);

    @Override
    public List<Part> parts(StreamRecord record) {
      return DECODER.parts(record);
    }

    @Override
    public Decoded judge(Part part) {
      if (world.weather().strikes(Fault.FUNCTION_STALLS)) {
        Duration stall = world.between(Duration.ofSeconds(1), LONGEST_STALL);
        world.note("the function stands still for " + stall);
        world.pause(stall);
      }
      return DECODER.judge(part);
    }
  }

  /** A machine's clock may be wrong by up to an hour; the invocation's time is Lambda's. */
  private InstantSource clock() {
    if (!world.weather().strikes(Fault.CLOCK_JUMP)) {
      return world.time();
    }
    Duration wrong = Duration.ofSeconds(world.random().nextInt(-MOST_SKEW, MOST_SKEW));
    world.note("a function's clock is wrong by " + wrong);
    return () -> world.now().plus(wrong);
  }
}
