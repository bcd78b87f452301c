package io.weir.chaos.simulate;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.Event;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.handler.RecordHandler.KinesisBatch;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.call.Outcome.Stored;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.EventStore;
import io.weir.handler.store.Events;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Bugs that a function may have. */
final class PlantedFunctionBugs {

  private PlantedFunctionBugs() {}

  static Map<String, Supplier<Seams>> all() {
    Map<String, Supplier<Seams>> all = new LinkedHashMap<>();
    all.put("answers null", () -> answering(PlantedFunctionBugs::nothing));
    all.put(
        "catches and continues", () -> answering(answer -> new StreamsEventResponse(List.of())));
    all.put("loses a failure's id", () -> answering(PlantedFunctionBugs::withoutLast));
    all.put("takes any failure for success", () -> outcomes(it -> it.failed() ? new Stored() : it));
    all.put("takes a throttled write for done", () -> outcomes(PlantedFunctionBugs::optimist));
    all.put("takes a conflict for a duplicate", () -> outcomes(PlantedFunctionBugs::careless));
    all.put("takes a duplicate for a failure", () -> outcomes(PlantedFunctionBugs::pessimist));
    all.put("keys by sequence number alone", () -> ids(e -> e.origin().sequenceNumber()));
    all.put("keys by text in ASCII", () -> ids(e -> ascii(e.eventId())));
    all.put("keys by partition key", () -> ids(Event::partitionKey));
    all.put("stores under another partition key", OtherKey::new);
    all.put("reads payloads as ASCII", AsciiPayloads::new);
    all.put("forgets what it did after an hour", ForgetsAfterAnHour::new);
    all.put("parks without waiting for the confirmation", ParksBlindly::new);
    all.put("settles equal keys of a batch with the first", FirstOfEquals::new);
    return all;
  }

  private static Seams answering(Function<StreamsEventResponse, StreamsEventResponse> bug) {
    return new Seams() {
      @Override
      KinesisBatch batching(KinesisBatch batching) {
        return (event, context) -> bug.apply(batching.process(event, context));
      }
    };
  }

  @SuppressWarnings("NullAway") // that is the bug
  private static StreamsEventResponse nothing(StreamsEventResponse answer) {
    return null;
  }

  private static StreamsEventResponse withoutLast(StreamsEventResponse answer) {
    List<BatchItemFailure> failures = answer.getBatchItemFailures();
    return failures.size() < 2
        ? answer
        : new StreamsEventResponse(failures.subList(1, failures.size()));
  }

  private static Seams outcomes(UnaryOperator<Outcome> bug) {
    return new Seams() {
      @Override
      EventStore store(EventStore store) {
        return (events, by) -> store.store(events, by).stream().map(bug).toList();
      }
    };
  }

  private static Outcome optimist(Outcome outcome) {
    return outcome instanceof Deferred deferred && deferred.cause() == Cause.STORE_FAILED
        ? new Stored()
        : outcome;
  }

  private static Outcome careless(Outcome outcome) {
    return outcome instanceof Rejected ? new Duplicate() : outcome;
  }

  private static Outcome pessimist(Outcome outcome) {
    return outcome instanceof Duplicate
        ? new Deferred(Cause.STORE_FAILED, "ConditionalCheckFailed")
        : outcome;
  }

  private static Seams ids(Function<Event, String> bug) {
    return new Seams() {
      @Override
      EventStore store(EventStore store) {
        return (events, by) -> store.store(events.map(e -> named(e, bug.apply(e))), by);
      }
    };
  }

  private static List<Event> all(Iterator<Event> events) {
    List<Event> all = new ArrayList<>();
    events.forEachRemaining(all::add);
    return all;
  }

  private static Event named(Event event, String id) {
    return new Event(
        id,
        event.timestamp(),
        event.data(),
        event.partitionKey(),
        event.origin(),
        event.contentHash(),
        event.size(),
        event.notes());
  }

  private static String ascii(String text) {
    return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }

  private static final class OtherKey extends Seams {
    @Override
    EventStore store(EventStore store) {
      return (events, by) -> store.store(events.map(OtherKey::rekeyed), by);
    }

    private static Event rekeyed(Event event) {
      return new Event(
          event.eventId(),
          event.timestamp(),
          event.data(),
          event.eventId(),
          event.origin(),
          event.contentHash(),
          event.size(),
          event.notes());
    }
  }

  private static final class AsciiPayloads extends Seams {
    @Override
    Decoder decoder(Decoder decoder) {
      return new Decoder() {
        @Override
        public List<Part> parts(StreamRecord record) {
          return decoder.parts(
              new StreamRecord(record.origin(), record.partitionKey(), mangled(record.payload())));
        }

        @Override
        public Decoded judge(Part part) {
          return decoder.judge(part);
        }
      };
    }

    private static ByteBuffer mangled(ByteBuffer payload) {
      String text = StandardCharsets.US_ASCII.decode(payload.duplicate()).toString();
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** As an idempotency table with a time to live: what is over is done again. */
  private static final class ForgetsAfterAnHour extends Seams {
    private final Set<String> done = new HashSet<>();

    @Override
    EventStore store(EventStore store) {
      return (events, by) -> {
        UnaryOperator<Event> bug =
            event -> done.contains(event.eventId()) ? named(event, event.eventId() + "'") : event;
        return store.store(events.map(bug), by);
      };
    }

    @Override
    void hourPassed(Set<String> stored) {
      done.addAll(stored);
    }
  }

  private static final class ParksBlindly extends Seams {
    @Override
    DeadLetterQueue parking(DeadLetterQueue parking) {
      return (poison, by, deadline) -> {
        List<Outcome> outcomes = parking.park(poison, by, deadline);
        List<Outcome> blind = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
          boolean sent = outcomes.get(i) instanceof Deferred;
          blind.add(sent ? new Parked(poison.get(i).rejection()) : outcomes.get(i));
        }
        return blind;
      };
    }
  }

  private static final class FirstOfEquals extends Seams {
    @Override
    EventStore store(EventStore store) {
      return (lazily, by) -> {
        List<Event> events = all(lazily);
        Map<String, Event> first = new LinkedHashMap<>();
        events.forEach(event -> first.putIfAbsent(event.eventId(), event));
        List<Event> distinct = List.copyOf(first.values());
        List<Outcome> outcomes = store.store(Events.of(distinct), by);
        return events.stream()
            .map(event -> outcomes.get(distinct.indexOf(first.get(event.eventId()))))
            .toList();
      };
    }
  }
}
