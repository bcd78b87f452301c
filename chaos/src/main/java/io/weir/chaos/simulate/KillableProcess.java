package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Something that can die at any of its effects: an invocation, a mapping, a replayer. */
final class KillableProcess {

  private final String name;
  private final Fault dying;
  private final Instant deadline;
  private boolean dead;
  private final Map<String, Integer> effects = new HashMap<>();
  private final Map<String, Instant> leases = new HashMap<>();
  private final List<Sight> sights = new ArrayList<>();
  private int troubles;

  /** An item that it saw in the table, by a consistent read. */
  private record Sight(Instant at, String id, Map<String, JsonNode> item) {}

  /**
   * Starts one.
   *
   * @param dying the fault by which it may die at an effect
   * @param deadline when it is cut off
   */
  KillableProcess(String name, Fault dying, Instant deadline) {
    this.name = name;
    this.dying = dying;
    this.deadline = deadline;
  }

  String name() {
    return name;
  }

  Fault dying() {
    return dying;
  }

  Instant deadline() {
    return deadline;
  }

  boolean isDead() {
    return dead;
  }

  /** Takes note that something went wrong for it. */
  void trouble() {
    troubles++;
  }

  /** Returns how often something did. */
  int troubles() {
    return troubles;
  }

  /** Takes note that it has an effect. */
  void has(String effect) {
    effects.merge(effect, 1, Integer::sum);
  }

  /** Returns how often it had an effect. */
  int effects(String effect) {
    return effects.getOrDefault(effect, 0);
  }

  /** What it saw until now proves nothing: its run begins. */
  void beginRun() {
    leases.clear();
    sights.clear();
  }

  /** Takes note that it has received a message. */
  void leased(String message, Instant at) {
    leases.putIfAbsent(message, at);
  }

  /** Takes note that it has read an item. */
  void saw(String id, Map<String, JsonNode> item, Instant at) {
    sights.add(new Sight(at, id, item));
  }

  /** Tells whether it has read such an item since it had received a message. */
  boolean hasSeen(String id, String message, Predicate<Map<String, JsonNode>> event) {
    Instant leased = leases.get(message);
    return leased != null
        && sights.stream()
            .anyMatch(
                it -> it.id().equals(id) && !it.at().isBefore(leased) && event.test(it.item()));
  }

  /** Ends it. Returns what its strand throws. */
  Crash die() {
    dead = true;
    return new Crash();
  }
}
