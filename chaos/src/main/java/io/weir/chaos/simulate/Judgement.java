package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.chaos.simulate.Truth.Violation;
import java.util.HashMap;
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
  private int lost;
  private int duplicated;
  private int unexpected;
  private int declared;

  Judgement(Truth truth, Table table) {
    this.truth = truth;
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
      if (!known.key().equals(Table.text(item, "partitionKey"))) {
        truth.violation("nothing altered", "its item has another partition key", known);
      }
    }
    if (truth.isStored(known) || (truth.isArchived(known) && mayBeDiscarded(known))) {
      return;
    }
    if (truth.isDropped(known) || truth.isForgotten(known)) {
      declared++;
      return;
    }
    if (truth.isWaiting(known) || truth.isArchived(known)) {
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
    return !known.spec().storable() || truth.isTaken(known);
  }

  private void inventions() {
    Map<String, Set<String>> allowed = new HashMap<>();
    for (Known known : truth.all()) {
      Set<String> hashes = allowed.computeIfAbsent(known.identity(), id -> new HashSet<>());
      if (known.spec().storable()) {
        hashes.add(known.spec().hash());
      }
      known.spec().repairedHash().ifPresent(hashes::add);
    }
    Set<String> origins = new HashSet<>();
    table
        .items()
        .forEach(
            (id, item) -> {
              String hash = Table.text(item, "contentHash");
              if (!allowed.getOrDefault(id, Set.of()).contains(hash)) {
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
