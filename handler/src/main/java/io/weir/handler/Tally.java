package io.weir.handler;

import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.Ledger.EventOutcome;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.call.Outcome.Stored;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many events of one invocation came to what.
 *
 * <p>Every event counts in exactly one of stored, duplicate, rejected and deferred; conflicts and
 * parked events are among the rejected. A record that was not read counts as one event.
 */
final class Tally {

  /** What is counted; {@link #metric} is its stable name. */
  enum Count {
    RECORDS("Records"),
    EVENTS("Events"),
    STORED("Stored"),
    DUPLICATE("Duplicate"),
    REJECTED("Rejected"),
    CONFLICT("Conflict"),
    PARKED("Parked"),
    DEFERRED("Deferred"),
    TIMESTAMP_IGNORED("TimestampIgnored");

    private final String metric;

    Count(String metric) {
      this.metric = metric;
    }

    String metric() {
      return metric;
    }
  }

  /** Both say that an event's identity belongs to another one. */
  private static final Set<Reason> CONFLICTS =
      EnumSet.of(Reason.CONFLICT, Reason.ID_OF_ANOTHER_KEY);

  private final Map<Count, Integer> counts = new EnumMap<>(Count.class);
  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

  private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);

  Tally() {
    for (Count count : Count.values()) {
      counts.put(count, 0);
    }
  }

  void addRecord() {
    add(Count.RECORDS);
  }

  void add(EventOutcome event) {
    add(Count.EVENTS);
    if (event.timestampIgnored()) {
      add(Count.TIMESTAMP_IGNORED);
    }
    Outcome outcome = event.outcome();
    if (outcome instanceof Stored) {
      add(Count.STORED);
    } else if (outcome instanceof Duplicate) {
      add(Count.DUPLICATE);
    } else if (outcome instanceof Deferred deferred) {
      add(Count.DEFERRED);
      causes.merge(deferred.cause(), 1, Integer::sum);
    } else if (outcome instanceof Rejected rejected) {
      add(rejected.rejection());
    } else if (outcome instanceof Parked parked) {
      add(Count.PARKED);
      add(parked.rejection());
    }
  }

  private void add(Rejection rejection) {
    add(Count.REJECTED);
    reasons.merge(rejection.reason(), 1, Integer::sum);
    if (CONFLICTS.contains(rejection.reason())) {
      add(Count.CONFLICT);
    }
  }

  private void add(Count count) {
    counts.merge(count, 1, Integer::sum);
  }

  /** Returns all counts, zeros too: a metric that is silent when all is well cannot be watched. */
  Map<String, Integer> counts() {
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach((count, n) -> named.put(count.metric(), n));
    return named;
  }

  /** Returns how many were deferred so far. */
  int deferred() {
    return counts.getOrDefault(Count.DEFERRED, 0);
  }

  /** Returns of how many events the time could not be read. */
  int timestampsIgnored() {
    return counts.getOrDefault(Count.TIMESTAMP_IGNORED, 0);
  }

  /** Returns how often each cause was found; those that were not are left out. */
  Map<Cause, Integer> causes() {
    return Collections.unmodifiableMap(causes);
  }

  /** Returns how often each reason was found; those that were not are left out. */
  Map<Reason, Integer> reasons() {
    return Collections.unmodifiableMap(reasons);
  }
}
