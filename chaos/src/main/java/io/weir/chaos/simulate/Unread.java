package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Answers of the function that are not read, since the mapping has not asked for reports: its
 * records are done, whatever an answer says (ESM-46). A run of the replayer delivers none of them
 * again.
 */
final class Unread {

  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final Truth truth;
  private final boolean reports;
  private final Map<KillableProcess, Set<String>> done = new HashMap<>();

  /** Watches the replayers' calls; {@code reports} tells whether the mapping reads answers. */
  Unread(World world, Truth truth, boolean reports) {
    this.world = world;
    this.truth = truth;
    this.reports = reports;
  }

  /** A replayer calls the function with an event. */
  void delivering(byte[] event) {
    KillableProcess process = world.time().current().process();
    if (!reports && process != null && !isUnknown()) {
      Set<String> before = done.getOrDefault(process, Set.of());
      if (!Collections.disjoint(before, records(event))) {
        String what = "it delivers again what the mapping would have called done";
        truth.violation(new Truth.Violation("bounded work", what, process.name()));
      }
    }
  }

  /** A run that could not ask the mapping reads the answer, so that nothing counts as done. */
  private boolean isUnknown() {
    return world.weather().counts().containsKey(Fault.LISTING_REFUSED);
  }

  /** The function has answered it, and the answer has arrived. */
  void answered(byte[] event) {
    KillableProcess process = world.time().current().process();
    if (!reports && process != null) {
      done.computeIfAbsent(process, it -> new HashSet<>()).addAll(records(event));
    }
  }

  private static Set<String> records(byte[] event) {
    try {
      Set<String> records = new HashSet<>();
      for (JsonNode record : JSON.readTree(event).path("Records")) {
        records.add(record.path("eventID").asText());
      }
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
