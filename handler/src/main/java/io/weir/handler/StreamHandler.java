package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.event.EventDecoder;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.BackOff.Pause;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.log.LogStart;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.park.SqsDeadLetterQueue;
import io.weir.handler.store.DynamoDbEventStore;
import io.weir.handler.trace.InvocationTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The Lambda function: stores each event of a batch once, and reports or parks the rest.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>Every record is tried, and every one that is neither stored nor parked is reported by its
 * sequence number. It throws only for a fault of the whole batch: an event that no Kinesis mapping
 * sends. Its mapping must have {@code ReportBatchItemFailures} switched on, or Lambda ignores the
 * report and the records are lost (ESM-46).
 */
public class StreamHandler
    implements RequestHandler<KinesisEvent, StreamsEventResponse>, RequestStreamHandler {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final LogStart logStart;
  private final Wiring wiring;
  private final Steps steps;
  private final Telemetry telemetry;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  /**
   * Held here, because the global CRaC context, which calls it before a snapshot, holds it weakly.
   */
  private @Nullable Priming priming;

  /** Starts as the environment says, in Weir's own wiring. Lambda calls this. */
  public StreamHandler() {
    this(Wiring.own());
  }

  /** Starts as the environment says, in another wiring. */
  protected StreamHandler(Wiring wiring) {
    this(LogStart.begin(), wiring, Settings.from(System.getenv()));
  }

  private StreamHandler(LogStart logStart, Wiring wiring, Settings settings) {
    this(logStart, wiring, steps(settings), Telemetry.of(settings));
    priming = new Priming(settings, logStart, telemetry, Clients::dynamoDb);
    Core.getGlobalContext().register(priming);
  }

  /** Starts with other steps, and reports to another telemetry. */
  StreamHandler(LogStart logStart, Wiring wiring, Steps steps, Telemetry telemetry) {
    this.logStart = logStart;
    this.wiring = wiring;
    this.steps = steps;
    this.telemetry = telemetry;
  }

  private static Steps steps(Settings settings) {
    int inFlight = settings.batchesInFlight();
    // SecureRandom is the one generator that copies of a snapshot do not share (LAM-41).
    BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE, new SecureRandom(), Pause.REAL);
    Dispatcher dispatcher = new Dispatcher(new Lanes(inFlight), backOff);
    InstantSource clock = InstantSource.system();
    DeadLetterQueue queue =
        settings
            .parking()
            .<DeadLetterQueue>map(
                url -> new SqsDeadLetterQueue(Clients.sqs(), url, dispatcher, clock))
            .orElse(DeadLetterQueue.REPORT_ONLY);
    return new Steps(
        new EventDecoder(settings.events()),
        new DynamoDbEventStore(Clients.dynamoDb(), settings.table(), dispatcher, clock),
        queue,
        settings.deadlineMargin());
  }

  /** Of the two ways in, Lambda's runtime takes this one (LAM-64). */
  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    KinesisEvent event;
    try {
      event = KinesisJson.read(in);
    } catch (StrangeEventException e) {
      throw told(e, context);
    }
    KinesisJson.write(handleRequest(event, context), out);
  }

  /** Without a list of records it is the event of another mapping, whose records would be lost. */
  @Override
  public final StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    try {
      if (event.getRecords() == null) {
        throw StrangeEventException.ofEvent("it has no Records");
      }
      for (KinesisEventRecord record : event.getRecords()) {
        Delivery.sequenceNumber(record);
      }
    } catch (StrangeEventException e) {
      throw told(e, context);
    }
    if (event.getRecords().isEmpty()) {
      return new StreamsEventResponse(List.of());
    }
    logStart.await();
    return PowertoolsLogging.withLogging(context, () -> process(event, context));
  }

  private StrangeEventException told(StrangeEventException e, Context context) {
    logStart.await();
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          telemetry.log().strange(e);
          return e;
        });
  }

  private StreamsEventResponse process(KinesisEvent event, Context context) {
    Optional<InvocationTrace> trace = telemetry.begin(context, cold.getAndSet(false));
    Tally tally = new Tally();
    RecordHandler records =
        new RecordHandler(
            trace.map(steps::tracedBy).orElse(steps),
            wiring.once(),
            (record, events) -> telemetry.record(record, events, tally));
    try {
      return wiring.batching().apply(records).process(event, context);
    } finally {
      telemetry.end(context, tally, trace);
    }
  }
}
