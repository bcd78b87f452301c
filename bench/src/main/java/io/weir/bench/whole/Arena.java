package io.weir.bench.whole;

import io.weir.bench.driver.Kind;
import io.weir.bench.measure.Effort;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All contenders, started and warm, before one store. Only one of them works at a time. */
final class Arena implements AutoCloseable {

  /** The delay of each answer of the store while it is measured. */
  private static final Duration DELAY = Duration.ofMillis(5);

  /** This many events make a round of the fast ones long enough to be measured. */
  private static final int EVENTS_A_ROUND = 10_000;

  private final Store store;
  private final Effort effort;
  private final Map<Contender, Runner> runners = new LinkedHashMap<>();
  private long next = 1;

  private Arena(Store store, Effort effort) {
    this.store = store;
    this.effort = effort;
  }

  static Arena open(Collection<Contender> contenders, Store store, Effort effort)
      throws IOException {
    Arena arena = new Arena(store, effort);
    try {
      for (Contender contender : contenders) {
        arena.enter(contender);
      }
      return arena;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void enter(Contender contender) throws IOException {
    effort.progress().accept("handler: warming up " + contender.name());
    Runner runner = Runner.start(contender, effort.javaHome(), store.address());
    runners.put(contender, runner);
    store.delay(Duration.ZERO);
    int events = effort.quick() ? 20 : 500;
    int times = effort.quick() ? 1 : 20;
    int rounds = effort.quick() ? 1 : contender.warmUpEvents() / (events * times);
    for (int round = 0; round < rounds; round++) {
      store.clear();
      long first = take(events * times);
      runner.run(Kind.EVENTS, events, first, times);
      runner.run(Kind.EVENTS, events, first, times / 4 + 1);
    }
    runner.run(Kind.POISON, events, take(events), times / 4 + 1);
  }

  /** Measures one contender with one load, once. */
  void measure(Contender contender, BatchKind load, Samples samples) throws IOException {
    Runner runner = runners.get(contender);
    if (runner == null) {
      throw new IllegalArgumentException("not here: " + contender.name());
    }
    int times =
        effort.quick() || contender.oneByOne() ? 1 : Math.max(1, EVENTS_A_ROUND / load.events());
    long first = take(load.events() * times);
    store.clear();
    if (load.stored()) {
      store.delay(Duration.ZERO);
      runner.run(load.kind(), load.events(), first, times);
    }
    store.delay(DELAY);
    Store.Counts before = store.counts();
    Runner.Cost cost = runner.run(load.kind(), load.events(), first, times);
    Store.Counts after = store.counts();
    check(load, cost, after, times);
    samples.add(
        cost,
        new Store.Counts(
            after.requests() - before.requests(),
            after.bytesIn() - before.bytesIn(),
            after.items() - before.items()),
        load.events(),
        times);
  }

  /** A contender that is fast because it does not do the work is no contender. */
  private static void check(BatchKind load, Runner.Cost cost, Store.Counts after, int times) {
    long all = (long) load.events() * times;
    boolean poison = load.kind() == Kind.POISON;
    if (cost.failures() != (poison ? all : 0) || after.items() != (poison ? 0 : all)) {
      throw new IllegalStateException(
          "%s: %d stored and %d reported of %d"
              .formatted(load.name(), after.items(), cost.failures(), all));
    }
  }

  private long take(int events) {
    long first = next;
    next += events;
    return first;
  }

  @Override
  public void close() {
    runners.values().forEach(Runner::close);
  }
}
