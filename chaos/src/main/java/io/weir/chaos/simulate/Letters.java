package io.weir.chaos.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the queue's messages stand for. */
final class Letters {

  private final Map<String, List<Covered>> messages = new LinkedHashMap<>();
  private final Coverage coverage = new Coverage();

  /** Puts a message in; one of the same name is taken out, so that nothing is covered for ever. */
  void put(String message, List<Covered> covered) {
    remove(message);
    messages.put(message, covered);
    coverage.add(covered);
  }

  /** Takes a message out, and returns what it stood for. */
  List<Covered> remove(String message) {
    List<Covered> covered = messages.getOrDefault(message, List.of());
    messages.remove(message);
    coverage.remove(covered);
    return covered;
  }

  Map<String, List<Covered>> all() {
    return Collections.unmodifiableMap(messages);
  }

  Coverage coverage() {
    return coverage;
  }
}
