package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table's items, and all that they ever were: some vanish, and a restore undoes the latest. */
final class Items {

  private final World world;
  private final Map<String, Map<String, JsonNode>> now = new LinkedHashMap<>();
  private final Map<String, List<Map<String, JsonNode>>> ever = new HashMap<>();
  private final List<Undo> changes = new ArrayList<>();
  private Loss loss = (id, item) -> {};
  private int losses;

  /** What was under a key before something changed; null if that was nothing. */
  private record Undo(Instant at, String id, @Nullable Map<String, JsonNode> before) {}

  /** Is told of each item that is gone by a fault. */
  interface Loss {
    void gone(String id, Map<String, JsonNode> item);
  }

  Items(World world) {
    this.world = world;
  }

  void watch(Loss told) {
    loss = told;
  }

  /** Returns what is stored, by key, in the order in which it came. */
  Map<String, Map<String, JsonNode>> now() {
    return now;
  }

  /** Returns everything that was ever stored under a key. */
  List<Map<String, JsonNode>> ever(String id) {
    return ever.getOrDefault(id, List.of());
  }

  /** Returns how many items are gone by faults. */
  int losses() {
    return losses;
  }

  /** Stores an item unless its key is taken; returns whether it did. */
  boolean insert(String id, Map<String, JsonNode> item) {
    if (now.putIfAbsent(id, item) != null) {
      return false;
    }
    changes.add(new Undo(world.now(), id, null));
    ever.computeIfAbsent(id, key -> new ArrayList<>()).add(item);
    return true;
  }

  /** Removes one of the preferred items, or any; as a time to live or a person would. */
  void vanish(List<String> preferred) {
    List<String> ids =
        preferred.isEmpty() || world.random().nextInt(3) == 0
            ? List.copyOf(now.keySet())
            : preferred;
    if (!ids.isEmpty()) {
      String id = ids.get(world.random().nextInt(ids.size()));
      world.note(() -> "the item " + id + " vanishes");
      changes.add(new Undo(world.now(), id, now.get(id)));
      replace(id, null);
    }
  }

  /** Restores the state of this long ago: a backup replaces the table. */
  void restore(Duration back) {
    Instant point = world.now().minus(back);
    world.note(() -> "the table is what it was at " + point);
    while (!changes.isEmpty() && changes.get(changes.size() - 1).at().isAfter(point)) {
      Undo last = changes.remove(changes.size() - 1);
      replace(last.id(), last.before());
    }
  }

  private void replace(String id, @Nullable Map<String, JsonNode> item) {
    Map<String, JsonNode> before = item == null ? now.remove(id) : now.put(id, item);
    if (before != null) {
      losses++;
      loss.gone(id, before);
    }
  }
}
