package io.weir.bench.whole;

import io.weir.bench.measure.Spread;
import java.util.ArrayList;
import java.util.List;

/** All rounds of one contender with one load. */
final class Samples {
  private final List<Double> cpu = new ArrayList<>();
  private final List<Double> wall = new ArrayList<>();
  private final List<Double> allocated = new ArrayList<>();
  private double requests;
  private double kilobytes;

  /** Adds a round: the number of batches, and the events of each. */
  void add(Runner.Cost cost, Store.Counts seen, int events, int times) {
    double thousands = events * (double) times / 1000;
    cpu.add(cost.cpuNanos() / 1e6 / thousands);
    wall.add(cost.wallNanos() / 1e6 / times);
    allocated.add(cost.allocatedBytes() / 1024.0 / events / times);
    requests = seen.requests() / thousands;
    kilobytes = seen.bytesIn() / 1024.0 / thousands;
  }

  /** Milliseconds of CPU per 1000 events. */
  Spread cpu() {
    return Spread.of(cpu);
  }

  /** Milliseconds per batch. */
  Spread wall() {
    return Spread.of(wall);
  }

  List<Object> cells() {
    return List.of(cpu(), wall(), requests, kilobytes, Spread.of(allocated));
  }
}
