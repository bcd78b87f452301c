package io.weir.replayer.app;

import io.weir.event.EventSettings;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.recover.Trust;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pipeline whose dead letters are meant.
 *
 * @param queueUrl the dead-letter queue; absent where letters come from elsewhere
 * @param trust which streams and functions a message may name
 * @param invoked the ARNs of the functions that records go back to: with the alias that the mapping
 *     calls, for that is what runs, and what may be invoked
 * @param table the table that events go to
 * @param events how the function makes events of records; absent if that is not known
 */
public record Pipeline(
    Optional<String> queueUrl,
    Trust trust,
    List<String> invoked,
    Optional<String> table,
    Optional<EventSettings> events) {

  /** Returns the pipeline that a plan names. */
  public static Pipeline of(Plan plan) {
    Set<StreamArn> streams =
        plan.target().streams().stream()
            .map(StreamArn::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Pipeline(
        Optional.of(plan.queue()),
        new Trust(streams, new LinkedHashSet<>(plan.target().functions())),
        List.of(plan.target().destination()),
        Optional.of(plan.target().table()).filter(table -> !table.isEmpty()),
        Optional.of(plan.target().eventSettings()));
  }

  /** Returns the same pipeline for a function that is not Weir's, whose table proves nothing. */
  public Pipeline withoutTable() {
    return new Pipeline(queueUrl, trust, invoked, Optional.empty(), events);
  }

  /** Returns the same pipeline with a function of which these settings were stated. */
  public Pipeline withEvents(EventSettings stated) {
    return new Pipeline(queueUrl, trust, invoked, table, Optional.of(stated));
  }

  /** Returns how the function makes events of records; the default where that is not known. */
  EventSettings settings() {
    return events.orElse(EventSettings.DEFAULT);
  }

  /** Returns the function's decoder. */
  public Judge judge() {
    return new Judge(settings());
  }

  /**
   * Returns the queue's URL.
   *
   * @throws ReplayerException if letters come from elsewhere
   */
  public String queue() {
    return queueUrl.orElseThrow(
        () ->
            new ReplayerException(
                ReplayerException.Reason.WRONG,
                "a plan is about what lies in a queue, and --from reads elsewhere: leave it"
                    + " out; --rescued PLACE takes payloads from copies"));
  }
}
