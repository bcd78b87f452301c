package io.weir.powertools;

import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.handler.RecordHandler;
import io.weir.handler.Wiring;
import java.time.Duration;
import software.amazon.lambda.powertools.batch.BatchMessageHandlerBuilder;
import software.amazon.lambda.powertools.idempotency.Idempotency;
import software.amazon.lambda.powertools.idempotency.IdempotencyConfig;
import software.amazon.lambda.powertools.idempotency.persistence.BasePersistenceStore;

/**
 * The two seams, closed by Powertools. Sequential only: its parallel batches lose failures.
 *
 * <p>Its idempotency is a singleton, so the last wiring that was made is the one that counts.
 */
final class PowertoolsWiring {

  /** As long as Kinesis may deliver a record again by default; Powertools forgets after an hour. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private PowertoolsWiring() {}

  static Wiring over(BasePersistenceStore store) {
    Idempotency.config()
        .withPersistenceStore(store)
        .withConfig(IdempotencyConfig.builder().withExpiration(REMEMBERED).build())
        .configure();
    return new Wiring(PowertoolsWiring::batch, PowertoolsWiring::once);
  }

  /** The context goes along: without it a record that timed out stays in progress for a day. */
  private static KinesisBatch batch(RecordHandler records) {
    var batch =
        new BatchMessageHandlerBuilder()
            .withKinesisBatchHandler()
            .buildWithRawMessageHandler(records);
    return (event, context) -> {
      Idempotency.registerLambdaContext(context);
      return batch.processBatch(event, context);
    };
  }

  private static void once(String key, Runnable effect) {
    Idempotency.makeIdempotent(
        key,
        () -> {
          effect.run();
          return true;
        },
        Boolean.class);
  }
}
