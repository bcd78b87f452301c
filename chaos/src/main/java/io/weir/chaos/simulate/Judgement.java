package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.chaos.simulate.Truth.Violation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The last look at a run, when nothing moves any more: where is each record? */
final class Judgement {

  /**
   * Whether the replayer knows the mapping's filter. As long as it does not, it redrives what lies
   * in a pointer's range and never was in its batch; once it does, each such item is a violation.
   */
  private static final boolean FILTER_IS_KNOWN = false;

  private final Truth truth;
  private final Table table;
  private final boolean small;
  private int lost;
  private int duplicated;
  private int unexpected;
  private int declared;

  /** Looks at a run; {@code small} tells whether its queue took only small messages. */
  Judgement(Truth truth, Table table, boolean small) {
    this.truth = truth;
    this.small = small;
    this.table = table;
  }

  /** Looks at everything. */
  void run() {
    truth.all().forEach(this::look);
    inventions();
  }

  private void look(Known known) {
    if (truth.isFiltered(known)) {
      if (FILTER_IS_KNOWN && isOrigin(known)) {
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
    if (small && archives.isDiscardedWhole(known)) {
      return; // the queue did not take it back
    }
    if (truth.isDropped(known) || truth.isForgotten(known) || isGone(known)) {
      declared++;
      return;
    }
    if (truth.isWaiting(known) || archives.isDiscarded(known)) {
      truth.violation("liveness", "it never got home, though nothing was in its way", known);
      return;
    }
    lost++;
    truth.violation("conservation", "it is lost", known);
  }

  private boolean isOrigin(Known known) {
    Map<String, JsonNode> item = table.items().getOrDefault(known.identity(), Map.of());
    return !item.isEmpty() && origin(item).equals(known.coordinates());
  }

  /** What nobody can store, as it is or at all, ends with a named person's reason. */
  private boolean mayBeDiscarded(Known known) {
    return !known.spec().storable()
        || truth.home().wasTaken(known)
        || truth.archives().isChosen(known);
  }

  /** A fault took it away when no software could see that; or it lies in a redrive's own copy. */
  private boolean isGone(Known known) {
    return truth.isExcused(known)
        || (truth.archives().isKept(known) && truth.home().wasStored(known));
  }

  private void inventions() {
    Set<String> origins = new HashSet<>();
    table
        .items()
        .forEach(
            (id, item) -> {
              if (truth.records().named(id).stream()
                  .noneMatch(it -> truth.home().isEventOf(it, item))) {
                unexpected++;
                truth.violation(new Violation("no invention", "nobody put this event", id));
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

  int lost() {
    return lost;
  }

  int duplicated() {
    return duplicated;
  }

  int unexpected() {
    return unexpected;
  }

  int declared() {
    return declared;
  }
}
