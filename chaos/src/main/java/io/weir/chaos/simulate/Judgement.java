package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.chaos.simulate.Truth.Violation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The last look at a run, when nothing moves any more: where is each record? */
final class Judgement {

  private final Truth truth;
  private final Table table;
  private final Forger forger;
  private final Weather weather;
  private final boolean large;
  private int lost;
  private int duplicated;
  private int unexpected;
  private int declared;

  /** Looks at a run. */
  Judgement(Pipeline pipeline) {
    this.truth = pipeline.truth();
    this.table = pipeline.table();
    this.forger = pipeline.forger();
    this.weather = pipeline.world().weather();
    this.large = pipeline.scenario().load().large();
  }

  /** Looks at everything. */
  Result.Counts run() {
    truth.all().forEach(this::look);
    inventions();
    return new Result.Counts(truth.all().size(), lost, declared, duplicated, unexpected);
  }

  private void look(AcceptedRecord known) {
    if (truth.isFiltered(known)) {
      if (isOrigin(known) && !isAskedFor(known)) {
        truth.violation("filter", "it was redriven, and the filter drops it", known);
      }
      return;
    }
    if (truth.isStored(known)) {
      Map<String, JsonNode> item = table.items().getOrDefault(known.identity(), Map.of());
      JsonNode data = item.getOrDefault("data", MissingNode.getInstance());
      if (!Documents.isSame(known.spec().document(), data)) {
        truth.violation("nothing altered", "its item has another document", known);
      }
      return;
    }
    Archives archives = truth.archives();
    if (archives.isDiscarded(known) && mayBeDiscarded(known)) {
      return;
    }
    if ((large || weather.has(Fault.QUEUE_SMALL)) && archives.isDiscardedWhole(known)) {
      return; // the queue did not take it back
    }
    if (truth.isDropped(known) || truth.isForgotten(known) || isGone(known)) {
      declared++;
      return;
    }
    if (truth.isWaiting(known) || archives.isDiscarded(known)) {
      truth.violation("liveness", "it was never stored, though nothing was in its way", known);
      return;
    }
    lost++;
    truth.violation("conservation", "it is lost", known);
  }

  /**
   * A forged letter of one record, or a plan that was edited, is no evidence of a filter; nor can
   * an operator follow a filter that could not be read.
   */
  private boolean isAskedFor(AcceptedRecord known) {
    return forger.names(known)
        || weather.counts().containsKey(Fault.PLAN_EDITED)
        || weather.counts().containsKey(Fault.LISTING_REFUSED);
  }

  private boolean isOrigin(AcceptedRecord known) {
    Map<String, JsonNode> item = table.items().getOrDefault(known.identity(), Map.of());
    return !item.isEmpty() && origin(item).equals(known.coordinates());
  }

  /** A record that cannot be stored as it is may be discarded for a named person's reason. */
  private boolean mayBeDiscarded(AcceptedRecord known) {
    return !known.spec().storable()
        || truth.storedEvents().wasTaken(known)
        || truth.archives().isChosen(known);
  }

  /**
   * A fault removed it when no software could see that; or it is in a redrive's own copy, after it
   * was stored; or a replayer has put it again as a record that is judged by itself.
   */
  private boolean isGone(AcceptedRecord known) {
    return truth.isExcused(known)
        || (truth.archives().isKept(known) && truth.storedEvents().wasStored(known))
        || !truth.records().putAgain(known).isEmpty();
  }

  private void inventions() {
    Set<String> origins = new HashSet<>();
    table
        .items()
        .forEach(
            (id, item) -> {
              if (truth.records().named(id).stream()
                  .noneMatch(it -> truth.storedEvents().isEventOf(it, item))) {
                unexpected++;
                truth.violation(new Violation("no invention", "no producer put this event", id));
              }
              if (!origins.add(origin(item))) {
                duplicated++;
                truth.violation(new Violation("exactly once", "its record is stored twice", id));
              }
            });
  }

  private static String origin(Map<String, JsonNode> item) {
    return Table.text(item, "origin", "shardId")
        + "/"
        + Table.text(item, "origin", "sequenceNumber");
  }
}
