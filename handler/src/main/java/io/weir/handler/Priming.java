package io.weir.handler;

import io.weir.event.EventDecoder;
import io.weir.event.EventItem;
import io.weir.handler.call.BackOff;
import io.weir.handler.call.BackOff.Pause;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Lanes;
import io.weir.handler.log.LogStart;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.DynamoDbEventStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.crac.Resource;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * Pays for the first invocation before Lambda takes the snapshot (LAM-62): a rehearsal, with
 * made-up records and a store that is not there, of all that an invocation goes through.
 *
 * <p>One real call is made, a read of a key that no event has, so that sockets and TLS are warm
 * too; its connection is closed, because none outlives a snapshot and the JDK would keep it for the
 * first invocation. Nothing that must be unique or secret is made here, nothing is written to the
 * table, and no count rises. Nothing that fails here fails the function: it would only start more
 * slowly.
 */
final class Priming implements Resource {

  /** All is loaded and linked by then; a hundred and more were tried and gained nothing. */
  private static final int REHEARSALS = 10;

  private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

  private final Settings settings;
  private final LogStart logStart;
  private final Telemetry telemetry;
  private final Supplier<DynamoDbClient> network;

  /**
   * Primes a function.
   *
   * @param telemetry is told how it went
   * @param network makes a client like the function's own
   */
  Priming(
      Settings settings, LogStart logStart, Telemetry telemetry, Supplier<DynamoDbClient> network) {
    this.settings = settings;
    this.logStart = logStart;
    this.telemetry = telemetry;
    this.network = network;
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    BatchLog log = telemetry.log();
    try {
      rehearse();
      telemetry.metrics().write(new Tally(), new RehearsalContext());
      boolean tableAnswers = tableAnswers();
      PowertoolsLogging.withLogging(
          new RehearsalContext(),
          () -> {
            MDC.put("service", settings.service());
            log.primed(REHEARSALS * RehearsalBatch.RECORDS, tableAnswers);
            return tableAnswers;
          });
    } catch (IOException | RuntimeException | LinkageError e) {
      log.notPrimed(e);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Nothing of the rehearsal is left; the runtime client empties the cache of addresses (LAM-70).
  }

  /** Takes made-up batches all the way that a batch takes, and throws if any of it was reported. */
  private void rehearse() throws IOException {
    try (Lanes lanes = new Lanes(1);
        DynamoDbClient client = Clients.rehearsal(new RehearsalStore())) {
      BackOff none =
          new BackOff(Duration.ofNanos(1), Duration.ofNanos(1), new SecureRandom(), Pause.REAL);
      Steps steps =
          new Steps(
              new EventDecoder(settings.events()),
              new DynamoDbEventStore(
                  client, settings.table(), new Dispatcher(lanes, none), InstantSource.system()),
              DeadLetterQueue.REPORT_ONLY,
              Duration.ZERO);
      StreamHandler function =
          new StreamHandler(logStart, Wiring.own(), steps, Telemetry.unheard(settings));
      for (int i = 0; i < REHEARSALS; i++) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(RehearsalBatch.open(), answer, new RehearsalContext());
        RehearsalBatch.check(answer.toString(StandardCharsets.UTF_8));
      }
    }
  }

  /** Says whether the table was reached; whether it may be is for the first invocation to tell. */
  private boolean tableAnswers() {
    KeysAndAttributes nothing =
        KeysAndAttributes.builder()
            .keys(List.of(Map.of(EventItem.EVENT_ID, AttributeValue.fromS("weir:priming"))))
            .consistentRead(true)
            .projectionExpression(EventItem.EVENT_ID)
            .build();
    try (DynamoDbClient client = network.get()) {
      client.batchGetItem(
          BatchGetItemRequest.builder()
              .requestItems(Map.of(settings.table(), nothing))
              .overrideConfiguration(
                  call -> call.apiCallTimeout(LONGEST_CALL).putHeader("Connection", "close"))
              .build());
      return true;
    } catch (SdkException e) {
      return false;
    }
  }
}
