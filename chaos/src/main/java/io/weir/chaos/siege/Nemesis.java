package io.weir.chaos.siege;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Kills, as {@code kill -9} does: as often as it was told to, spread over a time, each target as
 * often as the others, in an order and at moments that chance decides.
 */
final class Nemesis {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int LATEST_MILLIS = 2_500;

  private final Stack stack;
  private final List<ReplayerUser> operators;
  private final SplittableRandom random;
  private final Timing timing;
  private final Map<Target, Integer> kills = new EnumMap<>(Target.class);

  Nemesis(Stack stack, List<ReplayerUser> operators, SplittableRandom random, Timing timing) {
    this.stack = stack;
    this.operators = List.copyOf(operators);
    this.random = random;
    this.timing = timing;
  }

  /** Returns how often each target was killed so far. */
  synchronized Map<Target, Integer> kills() {
    return new EnumMap<>(kills);
  }

  /** Returns how often anything was killed so far. */
  int count() {
    return kills().values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Kills this often, and returns when the last one was killed and the mapping started again.
   *
   * @param wires where function and mapping send their calls
   */
  void kill(int times, Set<Target> targets, Duration length, Wires wires)
      throws InterruptedException {
    Instant begin = timing.now();
    Duration slot = times == 0 ? length : length.dividedBy(times);
    List<Target> order = order(times, targets);
    for (int i = 0; i < times; i++) {
      long offset = random.nextLong(Math.max(1, slot.toMillis()));
      Duration wait =
          Duration.between(timing.now(), begin.plus(slot.multipliedBy(i)).plusMillis(offset));
      timing.pause(wait.isNegative() ? Duration.ZERO : wait);
      kill(order.get(i), wires);
      synchronized (this) {
        kills.merge(order.get(i), 1, Integer::sum);
      }
    }
  }

  private List<Target> order(int times, Set<Target> targets) {
    List<Target> order = new ArrayList<>();
    while (order.size() < times) {
      for (Target target : new TreeSet<>(targets)) {
        order.add(random.nextInt(order.size() + 1), target);
      }
    }
    return order;
  }

  private void kill(Target target, Wires wires) throws InterruptedException {
    switch (target) {
      case FUNCTION -> killFunction();
      case MAPPING -> {
        stack.kill();
        timing.pause(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
        stack.start(wires);
      }
      case REPLAYER -> killReplayer();
    }
  }

  /** Waits until an instance is there, and then a little, so that it dies at any moment. */
  private void killFunction() throws InterruptedException {
    boolean killed = false;
    while (!killed) {
      Optional<ProcessHandle> instance = stack.function();
      timing.pause(instance.isPresent() ? Duration.ofMillis(random.nextInt(LATEST_MILLIS)) : LOOK);
      killed = instance.filter(ProcessHandle::isAlive).map(it -> it.destroyForcibly()).isPresent();
    }
  }

  private void killReplayer() throws InterruptedException {
    boolean killed = false;
    while (!killed) {
      Optional<JarProcess> command = operators.get(random.nextInt(operators.size())).running();
      timing.pause(command.isPresent() ? Duration.ofMillis(random.nextInt(LATEST_MILLIS)) : LOOK);
      if (command.isPresent() && command.get().isAlive()) {
        command.get().kill();
        killed = true;
      }
    }
  }
}
