package io.weir.powertools;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.handler.IdempotencyGuard;
import io.weir.handler.RecordHandler;
import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.handler.Wiring;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import software.amazon.lambda.powertools.batch.BatchMessageHandlerBuilder;
import software.amazon.lambda.powertools.idempotency.Idempotency;

/** The two seams, closed by Powertools. Sequential only: its parallel batches lose failures. */
final class PowertoolsWiring {

  private PowertoolsWiring() {}

  /** Returns the batch utility over Weir's store, which has stored the whole batch by then. */
  static Wiring batch() {
    return new Wiring(
        records ->
            (event, context) -> {
              Set<String> failed =
                  records.together().process(event, context).getBatchItemFailures().stream()
                      .map(BatchItemFailure::getItemIdentifier)
                      .collect(Collectors.toSet());
              return walk((record, c) -> failIfIn(failed, record)).process(event, context);
            },
        IdempotencyGuard.BY_THE_STORE);
  }

  private static void failIfIn(Set<String> failed, KinesisEventRecord record) {
    if (failed.contains(record.getKinesis().getSequenceNumber())) {
      throw new NotStoredException();
    }
  }

  /** Returns both utilities, over a table of markers that must answer. */
  static Wiring idempotent(IdempotencySettings settings) {
    return idempotent(MarkerTable.open(settings));
  }

  /** Returns both utilities, with a guard that was made for them. */
  static Wiring idempotent(PowertoolsGuard guard) {
    return new Wiring(PowertoolsWiring::oneByOne, guard);
  }

  /** The context goes along: it says how long a marker holds its event. */
  private static KinesisBatch oneByOne(RecordHandler records) {
    KinesisBatch walk = walk(records);
    return (event, context) -> {
      Idempotency.registerLambdaContext(context);
      return walk.process(event, context);
    };
  }

  private static KinesisBatch walk(BiConsumer<KinesisEventRecord, Context> record) {
    return new BatchMessageHandlerBuilder()
            .withKinesisBatchHandler()
            .buildWithRawMessageHandler(record)
        ::processBatch;
  }

  /** Makes the batch utility report a record. The function's log has said why. */
  private static final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStoredException() {
      super("not stored", null, false, false);
    }
  }
}
