package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.Rejection;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.park.Invocation;
import io.weir.handler.park.Poison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Decodes a batch, stores its events together, and parks its poison.
 *
 * <p>It goes past a failure: Lambda gives up the whole remainder of a batch once the retries are
 * exhausted (ESM-45), so whatever came behind the poison must be stored by then.
 */
final class BatchProcessor {

  private final Steps steps;

  BatchProcessor(Steps steps) {
    this.steps = steps;
  }

  /** Returns one outcome per record in the records' order. */
  List<Outcome> process(List<KinesisEventRecord> records, Context context) {
    return new Run(records, context).outcomes();
  }

  /** One batch on its way. Each record counts as failed until a step has said otherwise. */
  private final class Run {
    private final List<KinesisEventRecord> records;
    private final Context context;
    private final Deadline deadline;
    private final List<Outcome> outcomes;
    private final Map<Integer, Delivery> deliveries = new TreeMap<>();

    private Run(List<KinesisEventRecord> records, Context context) {
      this.records = records;
      this.context = context;
      this.deadline = Deadline.before(context, steps.margin());
      this.outcomes =
          new ArrayList<>(
              Collections.nCopies(records.size(), new Deferred(Cause.NO_TIME, "not decoded")));
    }

    private List<Outcome> outcomes() {
      store(decode());
      park();
      return outcomes;
    }

    private Map<Integer, Event> decode() {
      Map<Integer, Event> events = new TreeMap<>();
      for (int i = 0; i < records.size() && !deadline.passed(); i++) {
        try {
          Delivery delivery = Delivery.of(records.get(i));
          deliveries.put(i, delivery);
          Decoded decoded = steps.decode().apply(delivery.record());
          if (decoded instanceof Event event) {
            events.put(i, event);
          } else if (decoded instanceof Rejection rejection) {
            outcomes.set(i, new Rejected(rejection));
          }
        } catch (RuntimeException | StackOverflowError e) {
          outcomes.set(i, notJudged(e));
        }
      }
      return events;
    }

    private void store(Map<Integer, Event> events) {
      List<Event> inOrder = List.copyOf(events.values());
      settle(List.copyOf(events.keySet()), () -> steps.store().store(inOrder, deadline));
    }

    private void park() {
      List<Integer> places = new ArrayList<>();
      List<Poison> poison = new ArrayList<>();
      deliveries.forEach(
          (i, delivery) -> {
            if (outcomes.get(i) instanceof Rejected rejected) {
              places.add(i);
              poison.add(new Poison(delivery.record(), delivery.streamArn(), rejected.rejection()));
            }
          });
      Invocation by = new Invocation(context.getInvokedFunctionArn(), context.getAwsRequestId());
      settle(places, () -> steps.queue().park(poison, by, deadline));
    }

    /** A bug in a step leaves its records failed; it must not take the others along. */
    private void settle(List<Integer> places, Supplier<List<Outcome>> step) {
      if (places.isEmpty()) {
        return;
      }
      List<Outcome> results;
      try {
        results = step.get();
      } catch (RuntimeException | StackOverflowError e) {
        results = Collections.nCopies(places.size(), notJudged(e));
      }
      for (int i = 0; i < places.size(); i++) {
        outcomes.set(
            places.get(i),
            i < results.size() ? results.get(i) : new Deferred(Cause.NOT_JUDGED, "no outcome"));
      }
    }
  }

  private static Outcome notJudged(Throwable thrown) {
    return new Deferred(Cause.NOT_JUDGED, thrown.getClass().getSimpleName());
  }
}
