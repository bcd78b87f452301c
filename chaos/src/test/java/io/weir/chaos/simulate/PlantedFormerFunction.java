package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.chaos.simulate.PlantedExcessBugs.Planted;
import io.weir.event.Event;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.call.Outcome.Stored;
import io.weir.handler.store.EventStore;
import io.weir.handler.store.Events;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the function of version 0.1.0 did wrong, each with the law that must see it. */
final class PlantedFormerFunction {

  private static final String TOO_MANY = "no letter too many";

  private PlantedFormerFunction() {}

  static Map<String, Planted> all() {
    Map<String, Planted> all = new LinkedHashMap<>();
    all.put(
        "F1: takes an id of another key for a duplicate",
        new Planted(
            "conservation",
            OneKeyForAll::new,
            setup -> setup.weather().has(Fault.ID_UNDER_TWO_KEYS)));
    all.put(
        "F4: parks what is delivered again",
        new Planted(
            TOO_MANY, ParksBehindFailures::new, setup -> setup.scenario().handler().parks()));
    all.put(
        "F5: takes other words for another event",
        new Planted(
            "no needless dead letters",
            Literal::new,
            setup -> setup.weather().has(Fault.TWO_SPELLINGS)));
    all.put(
        "F11: remembers that the table once took something",
        new Planted(TOO_MANY, Sticky::new, setup -> setup.scenario().handler().parks()));
    return all;
  }

  private static final class OneKeyForAll extends Seams {
    @Override
    EventStore store(EventStore store) {
      return (events, by) ->
          store.store(events, by).stream()
              .map(
                  it ->
                      it instanceof Rejected rejected
                              && rejected.rejection().reason() == Reason.ID_OF_ANOTHER_KEY
                          ? new Duplicate()
                          : it)
              .toList();
    }
  }

  /** Goes through a batch record by record, so that each parks its own poison at once. */
  private static final class ParksBehindFailures extends Seams {
    @Override
    KinesisBatch batching(KinesisBatch batching) {
      return (event, context) -> {
        List<BatchItemFailure> failures = new ArrayList<>();
        for (KinesisEventRecord record : event.getRecords()) {
          KinesisEvent one = new KinesisEvent();
          one.setRecords(List.of(record));
          failures.addAll(batching.process(one, context).getBatchItemFailures());
        }
        return new StreamsEventResponse(failures);
      };
    }
  }

  /** Compares bytes, and nothing else. */
  private static final class Literal extends Seams {
    private final Map<String, String> hashes = new HashMap<>();

    @Override
    EventStore store(EventStore store) {
      return (events, by) -> {
        List<Event> asked = new ArrayList<>();
        events.forEachRemaining(asked::add);
        List<Outcome> outcomes = store.store(Events.of(asked), by);
        List<Outcome> literal = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
          literal.add(judged(asked.get(i), outcomes.get(i)));
        }
        return literal;
      };
    }

    private Outcome judged(Event event, Outcome outcome) {
      if (outcome instanceof Stored) {
        hashes.put(event.eventId(), event.contentHash());
      }
      String hash = hashes.getOrDefault(event.eventId(), event.contentHash());
      return outcome instanceof Duplicate && !hash.equals(event.contentHash())
          ? new Rejected(new Rejection(Reason.CONFLICT, "other bytes"))
          : outcome;
    }
  }

  /** Blames the event for what the table refuses, as soon as the table ever took one. */
  private static final class Sticky extends Seams {
    private boolean took;

    @Override
    EventStore store(EventStore store) {
      return (events, by) -> {
        List<Outcome> outcomes = store.store(events, by);
        took |= outcomes.stream().anyMatch(Stored.class::isInstance);
        return outcomes.stream().map(it -> took ? blamed(it) : it).toList();
      };
    }

    private static Outcome blamed(Outcome outcome) {
      return outcome instanceof Deferred deferred
              && deferred.cause() == Cause.STORE_FAILED
              && deferred.detail().startsWith("Validation")
          ? new Rejected(new Rejection(Reason.REFUSED_BY_STORE, deferred.detail()))
          : outcome;
    }
  }
}
