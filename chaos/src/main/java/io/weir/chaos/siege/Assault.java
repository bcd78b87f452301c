package io.weir.chaos.siege;

import io.weir.chaos.siege.SiegeSettings.Disruptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * All participants while the faults last.
 *
 * @param load puts the records
 * @param nemesis kills
 * @param reshards changes shards
 * @param operators work on dead letters until the others are done
 * @param intruder damages table and queue until then
 */
record Assault(
    LoadGenerator load,
    Nemesis nemesis,
    Reshards reshards,
    List<ReplayerUser> operators,
    Intruder intruder) {

  /** How often to look whether everything is alive. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final int WITH_AN_END = 3;

  /** What one of those taking part does until its work is done. */
  @FunctionalInterface
  private interface Part {

    void act() throws InterruptedException;

    default void run() {
      try {
        act();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Looks after it from time to time. */
  @FunctionalInterface
  interface Watch {

    /**
     * Looks.
     *
     * @throws IllegalStateException if it cannot go on
     */
    void look();
  }

  /**
   * Lets all of them act, and returns when the last record is put, the last kill done and the last
   * shard changed.
   *
   * @param services where they answer, around the wire
   * @throws IllegalStateException if one of them cannot go on
   */
  void carryOut(SiegeSettings settings, Wires wires, URI services, Watch watch)
      throws InterruptedException {
    URI wire = wires.everybodyElse();
    Duration length = settings.load().length();
    Disruptions disruptions = settings.disruptions();
    CountDownLatch atWork = new CountDownLatch(WITH_AN_END);
    List<Part> parts = new ArrayList<>();
    parts.add(
        () -> {
          try (KinesisClient kinesis = AwsClients.kinesisOnce(wire)) {
            load.put(kinesis, settings.load().records(), length);
          }
          atWork.countDown();
        });
    parts.add(
        () -> {
          nemesis.kill(disruptions.kills(), disruptions.targets(), length, wires);
          atWork.countDown();
        });
    parts.add(
        () -> {
          try (KinesisClient kinesis = AwsClients.kinesisOnce(wire)) {
            reshards.change(kinesis, disruptions.reshards(), length);
          }
          atWork.countDown();
        });
    operators.forEach(it -> parts.add(() -> it.work(wire, () -> atWork.getCount() == 0)));
    parts.add(() -> intruder.work(services, () -> atWork.getCount() == 0));
    parts.add(() -> watch(watch, atWork));
    together(parts);
  }

  private static void watch(Watch watch, CountDownLatch atWork) throws InterruptedException {
    do {
      watch.look();
    } while (!atWork.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static void together(List<Part> parts) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parts.size());
    try {
      ExecutorCompletionService<Boolean> ended = new ExecutorCompletionService<>(threads);
      for (Part part : parts) {
        ended.submit(part::run, true);
      }
      for (int i = 0; i < parts.size(); i++) {
        ended.take().get(); // whichever fails first ends the siege
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the siege cannot go on: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }
}
