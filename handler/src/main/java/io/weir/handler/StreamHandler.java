package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.weir.event.EventDecoder;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.call.Pause;
import io.weir.handler.log.LogStart;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.park.SqsDeadLetterQueue;
import io.weir.handler.store.DynamoDbEventStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
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
public final class StreamHandler
    implements RequestHandler<KinesisEvent, StreamsEventResponse>, RequestStreamHandler {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final LogStart logStart;
  private final Steps steps;
  private final Wiring wiring;
  private final BatchMetrics metrics;
  private final String service;
  private final BatchLog log = new BatchLog();

  /** Held here, because whoever calls it before a snapshot holds it weakly. */
  private @Nullable Priming priming;

  /** Starts as the environment says, in Weir's own wiring. Lambda calls this. */
  public StreamHandler() {
    this(Wiring.own());
  }

  /** Starts as the environment says, in another wiring. */
  public StreamHandler(Wiring wiring) {
    this(LogStart.begin(), Settings.from(System.getenv()), wiring);
  }

  private StreamHandler(LogStart logStart, Settings settings, Wiring wiring) {
    this(logStart, settings, wiring, steps(settings));
    priming = new Priming(settings, logStart, metrics, Clients::dynamoDb);
    Core.getGlobalContext().register(priming);
  }

  StreamHandler(Settings settings, Wiring wiring, Steps steps) {
    this(LogStart.begin(), settings, wiring, steps);
  }

  private StreamHandler(LogStart logStart, Settings settings, Wiring wiring, Steps steps) {
    this.logStart = logStart;
    this.steps = steps;
    this.wiring = wiring;
    this.metrics = new BatchMetrics(settings);
    this.service = settings.service();
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
        new EventDecoder()::decode,
        new DynamoDbEventStore(Clients.dynamoDb(), settings.table(), dispatcher, clock),
        queue,
        settings.deadlineMargin());
  }

  /** Of the two ways in, Lambda's runtime takes this one (LAM-64). */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    KinesisJson.write(handleRequest(KinesisJson.read(in), context), out);
  }

  @Override
  public StreamsEventResponse handleRequest(KinesisEvent event, Context context) {
    if (event.getRecords() == null || event.getRecords().isEmpty()) {
      return new StreamsEventResponse(List.of());
    }
    event.getRecords().forEach(Delivery::sequenceNumber);
    logStart.await();
    metrics.coldStart(context);
    return PowertoolsLogging.withLogging(context, () -> process(event, context));
  }

  private StreamsEventResponse process(KinesisEvent event, Context context) {
    MDC.put("service", service);
    Tally tally = new Tally();
    RecordHandler records =
        new RecordHandler(
            steps,
            wiring.once(),
            (record, outcome) -> {
              tally.add(outcome);
              log.record(record, outcome);
            });
    try {
      return wiring.batching().apply(records).process(event, context);
    } finally {
      log.summary(tally);
      write(tally);
    }
  }

  /** The records' fate is decided by now; a metric must not undo it. */
  private void write(Tally tally) {
    try {
      metrics.write(tally);
    } catch (RuntimeException e) {
      log.metricsFailed(e);
    }
  }
}
