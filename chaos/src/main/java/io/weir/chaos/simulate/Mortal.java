package io.weir.chaos.simulate;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Something that can die at any of its effects: an invocation, a mapping, a replayer. */
final class Mortal {

  private final String name;
  private final Fault dying;
  private final Instant deadline;
  private boolean dead;
  private final Map<String, Integer> effects = new HashMap<>();
  private int troubles;

  /**
   * Starts one.
   *
   * @param dying the fault by which it may die at an effect
   * @param deadline when it is cut off
   */
  Mortal(String name, Fault dying, Instant deadline) {
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

  /** Ends it. Returns what its strand throws. */
  Crash die() {
    dead = true;
    return new Crash();
  }
}
