package io.weir.replayer.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.event.EventSettings;
import io.weir.replayer.examine.Diagnosis;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A frozen decision: what is to be done with each record of each dead letter that was looked at.
 *
 * @param version of this form, 1 or 2
 * @param plannedAt when it was made
 * @param plannedBy who made it
 * @param code the version of the replayer, whose decoder judged the records
 * @param queue the queue that was looked at, by its URL
 * @param route where the records will go
 * @param target what is behind the route, and the table that proves them stored
 * @param selection which records it takes, in words
 * @param letters what it does, letter by letter
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a plan's file
public record Plan(
    int version,
    Instant plannedAt,
    String plannedBy,
    String code,
    String queue,
    @JsonProperty("door") Via route,
    Target target,
    String selection,
    List<PlannedLetter> letters) {

  /** The ways a record can take; a plan's file names them as they are here. */
  public enum Via {
    /** Calls the function. */
    lambda,
    /** Puts into the stream. */
    stream,
    /** Writes to a file. */
    file
  }

  /** The newest form that is read. */
  public static final int NEWEST = 2;

  /** An older replayer would judge by other settings than these, so it must not read the plan. */
  public static int version(EventSettings settings) {
    return settings.equals(EventSettings.DEFAULT) ? 1 : NEWEST;
  }

  /** Takes a copy. */
  public Plan {
    letters = List.copyOf(letters);
  }

  /**
   * The resources that a plan names; empty where it needs none.
   *
   * @param streams the ARNs of the streams that pointers may point into
   * @param functions the ARNs of the functions that pointers may come from; none: any
   * @param destination what is behind the route: the function, the stream, or the file
   * @param table the table that proves records stored
   * @param events the variables of the function's environment that say how records become events;
   *     none if all have their default
   */
  public record Target(
      List<String> streams,
      List<String> functions,
      String destination,
      String table,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> events) {
    /** Takes copies. An older plan has no variables, and the digest needs an order. */
    public Target {
      streams = List.copyOf(streams);
      functions = List.copyOf(functions);
      events =
          Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(events, Map.of())));
    }

    /** Returns how the function made events of records when the plan was made. */
    public EventSettings eventSettings() {
      return EventSettings.from(events);
    }
  }

  public Stream<PlannedRecord> records() {
    return letters.stream().flatMap(letter -> letter.records().stream());
  }

  /** Returns how many different records go through the route. */
  public int sent() {
    return (int)
        records().filter(PlannedRecord::isSent).map(PlannedRecord::record).distinct().count();
  }

  /** Returns how many different records are kept because the decoder itself failed on them. */
  public int undecided() {
    return (int)
        records()
            .filter(record -> record.action() == Action.KEEP)
            .filter(record -> record.diagnosis().equals(Diagnosis.Undecided.WORD))
            .map(PlannedRecord::record)
            .distinct()
            .count();
  }

  /** Tells whether there is nothing to be done at all. */
  public boolean doesNothing() {
    return letters.stream().noneMatch(PlannedLetter::isActive);
  }
}
