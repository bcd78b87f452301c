package io.weir.chaos.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Which faults a run has, how often each strikes, and how often it did. */
final class Weather {

  private static final double SHARE = 0.4;

  /** In one of this many runs nothing may delay a record on the live path. */
  private static final int SPARED = 8;

  private static final int ITEMS_A_DAY = 10;

  private final SplittableRandom random;
  private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> strikes = new EnumMap<>(Fault.class);
  private Runnable watcher = () -> {};
  private Runnable vanishing = () -> {};
  private boolean disturbed;
  private boolean calm;

  /**
   * Draws the faults of a run.
   *
   * @param apart where those are drawn that leave the others as they were
   * @param allowed no others are turned on
   */
  Weather(SplittableRandom random, SplittableRandom apart, Set<Fault> allowed) {
    this.random = random;
    boolean spared = random.nextInt(SPARED) == 0;
    for (Fault fault : Fault.values()) {
      SplittableRandom source = fault.isApart() ? apart : random;
      boolean on = source.nextDouble() < SHARE;
      double rate = fault.most() * source.nextDouble();
      if (on && allowed.contains(fault) && !(spared && fault.delays())) {
        rates.put(fault, rate);
      }
    }
  }

  /** Registers the watcher that is told of each fault that strikes. */
  void watch(Runnable watcher) {
    this.watcher = watcher;
  }

  /** Registers what deletes an item when that fault strikes. */
  void vanishing(Runnable taken) {
    vanishing = taken;
  }

  /** Something may happen between any two effects. */
  void betweenEffects() {
    if (strikes(Fault.ITEM_VANISHED)) {
      vanishing.run();
    }
  }

  /** While a plan waits, items may go that it has seen. */
  void aDayLater() {
    if (has(Fault.ITEM_VANISHED)) {
      for (int i = 0; i < ITEMS_A_DAY; i++) {
        struck(Fault.ITEM_VANISHED);
        vanishing.run();
      }
    }
  }

  /** Tells whether a fault strikes now. */
  boolean strikes(Fault fault) {
    Double rate = rates.get(fault);
    if (calm || rate == null || random.nextDouble() >= rate) {
      return false;
    }
    disturbed |= fault.delays();
    strikes.merge(fault, 1, Integer::sum);
    watcher.run();
    return true;
  }

  /** Tells whether a run has a fault at all; one that comes once, at a time of its own. */
  boolean has(Fault fault) {
    return rates.containsKey(fault);
  }

  /** Notes a fault that came at a time of its own. */
  void struck(Fault fault) {
    disturbed |= fault.delays();
    strikes.merge(fault, 1, Integer::sum);
  }

  /** Tells whether a fault has struck that may delay a record on the live path. */
  boolean isDisturbed() {
    return disturbed;
  }

  /** Nothing strikes any more. */
  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /** Returns the names of the faults that the run has. */
  List<String> names() {
    return rates.keySet().stream().map(Fault::label).toList();
  }

  /** Returns how many faults struck. */
  long count() {
    return strikes.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Returns how often each fault struck. */
  Map<Fault, Integer> counts() {
    return Map.copyOf(strikes);
  }
}
