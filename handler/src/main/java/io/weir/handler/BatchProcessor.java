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
import io.weir.handler.park.DeadLetterQueue.Invocation;
import io.weir.handler.park.DeadLetterQueue.Poison;
import io.weir.handler.store.Events;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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

  /** Tells a ledger of one outcome per record in the records' order. */
  void process(List<KinesisEventRecord> records, Context context, Ledger ledger) {
    Run run = new Run(records, context);
    run.store();
    run.park();
    run.tell(ledger);
  }

  /** One batch on its way. Each record counts as failed until a step has said otherwise. */
  private final class Run {
    private final List<KinesisEventRecord> records;
    private final Context context;
    private final Deadline deadline;
    private final List<Outcome> outcomes;
    private final Map<Integer, Delivery> deliveries = new TreeMap<>();
    private final Map<Integer, String> identities = new HashMap<>();

    private Run(List<KinesisEventRecord> records, Context context) {
      this.records = records;
      this.context = context;
      this.deadline = Deadline.before(context, steps.margin());
      this.outcomes =
          new ArrayList<>(
              Collections.nCopies(
                  records.size(), new Deferred(Cause.NO_TIME, deadline.whyNotBegun())));
    }

    private void tell(Ledger ledger) {
      for (int i = 0; i < records.size(); i++) {
        ledger.enter(records.get(i), identities.getOrDefault(i, ""), outcomes.get(i));
      }
    }

    /**
     * Decodes each record when the store has room for its event: decoded ones take many times their
     * payload's memory, and are cheapest to write while they are still in the processor's cache.
     */
    private void store() {
      List<Integer> places = new ArrayList<>();
      Events events = new Decoding(places);
      settle(places, () -> steps.store().store(events, deadline));
      // A store that broke off has not asked for all: what is behind must be judged even so.
      int asked = places.size();
      events.forEachRemaining(unasked -> {});
      settle(places.subList(asked, places.size()), List::of);
    }

    private Optional<Event> decode(int place, List<Integer> places) {
      try {
        Delivery delivery = Delivery.of(records.get(place));
        deliveries.put(place, delivery);
        Decoded decoded = steps.decode().apply(delivery.record());
        if (decoded instanceof Event event) {
          places.add(place);
          identities.put(place, event.eventId());
          return Optional.of(event);
        }
        if (decoded instanceof Rejection rejection) {
          outcomes.set(place, new Rejected(rejection));
        }
      } catch (RuntimeException | StackOverflowError e) {
        outcomes.set(place, notJudged(e));
      }
      return Optional.empty();
    }

    /** Parks what stands before the first record that is reported: the rest comes again. */
    private void park() {
      List<Integer> places = new ArrayList<>();
      List<Poison> poison = new ArrayList<>();
      int end = firstDeferred();
      deliveries.forEach(
          (i, delivery) -> {
            if (outcomes.get(i) instanceof Rejected rejected) {
              if (i > end) {
                outcomes.set(i, steps.queue().behind(rejected.rejection()));
                return;
              }
              places.add(i);
              poison.add(new Poison(delivery.record(), delivery.streamArn(), rejected.rejection()));
            }
          });
      Invocation by = new Invocation(context.getInvokedFunctionArn(), context.getAwsRequestId());
      if (!places.isEmpty()) {
        settle(places, () -> steps.queue().park(poison, by, deadline));
      }
    }

    private int firstDeferred() {
      int place = 0;
      while (place < outcomes.size() && !(outcomes.get(place) instanceof Deferred)) {
        place++;
      }
      return place;
    }

    /** A bug in a step leaves its records failed; it must not take the others along. */
    private void settle(List<Integer> places, Supplier<List<Outcome>> step) {
      List<Outcome> results = List.of();
      Outcome missing = new Deferred(Cause.NOT_JUDGED, "no outcome");
      try {
        results = step.get();
      } catch (RuntimeException | StackOverflowError e) {
        missing = notJudged(e);
      }
      for (int i = 0; i < places.size(); i++) {
        outcomes.set(places.get(i), i < results.size() ? results.get(i) : missing);
      }
    }

    /** The batch's events, each decoded when it is asked for. */
    private final class Decoding implements Events {
      private final List<Integer> places;
      private final Iterator<Event> events;

      /**
       * Begins with the first record.
       *
       * @param places is told where the events' records stand
       */
      private Decoding(List<Integer> places) {
        this.places = places;
        this.events =
            IntStream.range(0, records.size())
                .takeWhile(i -> !deadline.passed())
                .mapToObj(i -> decode(i, places))
                .flatMap(Optional::stream)
                .iterator();
      }

      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public Event next() {
        return events.next();
      }

      @Override
      public Event again(int place) {
        Delivery delivery = Delivery.of(records.get(places.get(place)));
        if (steps.decode().apply(delivery.record()) instanceof Event event) {
          return event;
        }
        throw new IllegalStateException("a record that was an event is none any more");
      }
    }
  }

  /** A message of another's might quote the payload. */
  private static Outcome notJudged(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    return new Deferred(
        Cause.NOT_JUDGED,
        thrown instanceof StrangeEventException strange
            ? String.valueOf(strange.getMessage())
            : type);
  }
}
