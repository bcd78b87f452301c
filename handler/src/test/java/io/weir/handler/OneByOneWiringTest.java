package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The seams as Powertools uses them: record by record, with a guard that remembers keys. */
class OneByOneWiringTest extends WiringContract {

  @Override
  protected Wiring wiring() {
    Set<String> done = new HashSet<>();
    return new Wiring(
        records -> (event, context) -> walk(records, event, context),
        (key, effect) -> {
          if (!done.contains(key)) {
            effect.run();
            done.add(key);
          }
        });
  }

  /** A guard that remembers keys is no look into the table. */
  @Override
  protected void storesAnItemAgainThatWasDeleted() {
    assertThat(storesAgain()).isFalse();
  }

  private static StreamsEventResponse walk(
      BiConsumer<KinesisEventRecord, Context> each, KinesisEvent event, Context context) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (KinesisEventRecord record : event.getRecords()) {
      try {
        each.accept(record, context);
      } catch (RuntimeException e) {
        failures.add(new BatchItemFailure(record.getKinesis().getSequenceNumber()));
      }
    }
    return new StreamsEventResponse(failures);
  }
}
