package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Decoded;
import io.weir.event.Event;
import io.weir.event.Part;
import io.weir.event.Rejection;
import io.weir.event.StreamRecord;
import io.weir.handler.Ledger.EventOutcome;
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
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a batch apart, stores their events together, and parks their poison.
 *
 * <p>It goes past a failure: Lambda gives up the whole remainder of a batch once the retries are
 * exhausted (ESM-45), so whatever came behind the poison must be stored by then.
 */
final class BatchProcessor {

  private final Steps steps;

  BatchProcessor(Steps steps) {
    this.steps = steps;
  }

  /** Tells a ledger what became of each record's events, in the records' order. */
  void process(List<KinesisEventRecord> records, Context context, Ledger ledger) {
    Run run = new Run(records, context);
    run.store();
    run.park();
    run.tell(ledger);
  }

  /** One event on its way. It counts as failed until a step has said otherwise. */
  private static final class Unit {
    private final int record;
    private final int number;
    private final String place;
    private String eventId = "";
    private boolean timestampIgnored;
    private Outcome outcome;

    private Unit(int record, int number, String place, Outcome outcome) {
      this.record = record;
      this.number = number;
      this.place = place;
      this.outcome = outcome;
    }

    private EventOutcome told() {
      return new EventOutcome(place, eventId, timestampIgnored, outcome);
    }
  }

  /** One batch on its way. A record without units was not taken apart. */
  private final class Run {
    private final List<KinesisEventRecord> records;
    private final Context context;
    private final Deadline deadline;
    private final Outcome notBegun;
    private final List<List<Unit>> units;
    private final Parts parts = new Parts();

    private Run(List<KinesisEventRecord> records, Context context) {
      this.records = records;
      this.context = context;
      this.deadline = Deadline.before(context, steps.margin());
      this.notBegun = new Deferred(Cause.NO_TIME, deadline.whyNotBegun());
      this.units = new ArrayList<>(Collections.nCopies(records.size(), List.of()));
    }

    private void tell(Ledger ledger) {
      for (int i = 0; i < records.size(); i++) {
        List<Unit> events = units.get(i);
        ledger.enter(
            records.get(i),
            events.isEmpty()
                ? List.of(new EventOutcome("", "", false, notBegun))
                : events.stream().map(Unit::told).toList());
      }
    }

    /**
     * Decodes each event when the store has room for it: decoded ones take many times their
     * payload's memory, and are cheapest to write while they are still in the processor's cache.
     */
    private void store() {
      Decoding events = new Decoding();
      settle(events.asked, () -> steps.store().store(events, deadline));
      // A store that broke off has not asked for all: what is behind must be judged even so.
      int asked = events.asked.size();
      events.forEachRemaining(unasked -> {});
      settle(events.asked.subList(asked, events.asked.size()), List::of);
    }

    /** Takes a record apart; each part counts as not begun until it is judged. */
    private List<Part> open(int record) {
      try {
        List<Part> opened = parts.of(record);
        List<Unit> events = new ArrayList<>(opened.size());
        for (Part part : opened) {
          events.add(new Unit(record, events.size(), part.place(), notBegun));
        }
        units.set(record, events);
        return opened;
      } catch (RuntimeException | StackOverflowError e) {
        units.set(record, List.of(new Unit(record, 0, "", notJudged(e))));
        return List.of();
      }
    }

    /** Returns the event of a part; null, and the unit's outcome, if it is none. */
    private @Nullable Event judge(Part part, Unit unit) {
      try {
        Decoded decoded = steps.decoder().judge(part);
        if (decoded instanceof Event event) {
          unit.eventId = event.eventId();
          unit.timestampIgnored = event.notes().timestampIgnored();
          return event;
        }
        unit.outcome = new Rejected((Rejection) decoded);
      } catch (RuntimeException | StackOverflowError e) {
        unit.outcome = notJudged(e);
      }
      return null;
    }

    /** Parks what stands before the first record that is reported: the rest comes again. */
    private void park() {
      List<Unit> parked = new ArrayList<>();
      List<Poison> poison = new ArrayList<>();
      boolean reported = false;
      for (int i = 0; i < records.size(); i++) {
        List<Unit> events = units.get(i);
        reported |=
            events.isEmpty() || events.stream().anyMatch(it -> it.outcome instanceof Deferred);
        for (Unit unit : events) {
          if (!(unit.outcome instanceof Rejected rejected)) {
            continue;
          }
          if (reported) {
            unit.outcome = steps.queue().behind(rejected.rejection());
          } else {
            parked.add(unit);
            poison.add(poison(unit, rejected.rejection()));
          }
        }
      }
      Invocation by = new Invocation(context.getInvokedFunctionArn(), context.getAwsRequestId());
      if (!parked.isEmpty()) {
        settle(parked, () -> steps.queue().park(poison, by, deadline));
      }
    }

    private Poison poison(Unit unit, Rejection rejection) {
      Delivery delivery = Delivery.of(records.get(unit.record));
      StreamRecord record =
          unit.place.isEmpty()
              ? delivery.record()
              : parts.of(unit.record).get(unit.number).record();
      return new Poison(record, delivery.streamArn(), unit.eventId, rejection);
    }

    /** A bug in a step leaves its events failed; it must not take the others along. */
    private void settle(List<Unit> asked, Supplier<List<Outcome>> step) {
      List<Outcome> results = List.of();
      Outcome missing = new Deferred(Cause.NOT_JUDGED, "no outcome");
      try {
        results = step.get();
      } catch (RuntimeException | StackOverflowError e) {
        missing = notJudged(e);
      }
      for (int i = 0; i < asked.size(); i++) {
        asked.get(i).outcome = i < results.size() ? results.get(i) : missing;
      }
    }

    /**
     * The parts of the records. The last one asked for is kept, and no other: of compressed records
     * all parts together may take more memory than there is.
     */
    private final class Parts {
      private int last = -1;
      private List<Part> kept = List.of();

      private synchronized List<Part> of(int record) {
        if (record != last) {
          kept = steps.decoder().parts(Delivery.of(records.get(record)).record());
          last = record;
        }
        return kept;
      }
    }

    /** The batch's events, each decoded when it is asked for. */
    private final class Decoding implements Events {
      private final List<Unit> asked = new ArrayList<>();
      private int record;
      private int number;
      private List<Part> opened = List.of();
      private @Nullable Event next;

      @Override
      public boolean hasNext() {
        while (next == null && !deadline.passed() && (number < opened.size() || open())) {
          if (number < opened.size()) {
            Unit unit = units.get(record - 1).get(number);
            next = judge(opened.get(number), unit);
            number++;
            if (next != null) {
              asked.add(unit);
            }
          }
        }
        return next != null;
      }

      private boolean open() {
        if (record == records.size()) {
          return false;
        }
        opened = Run.this.open(record++);
        number = 0;
        return true;
      }

      @Override
      public Event next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        Event event = next;
        next = null;
        return event;
      }

      @Override
      public Event again(int place) {
        Unit unit = asked.get(place);
        if (steps.decoder().judge(parts.of(unit.record).get(unit.number)) instanceof Event event) {
          return event;
        }
        throw new IllegalStateException("a part that was an event is none any more");
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
