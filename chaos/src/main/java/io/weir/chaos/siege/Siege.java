package io.weir.chaos.siege;

import io.weir.chaos.wire.FaultKind;
import io.weir.chaos.wire.FaultProxy;
import io.weir.chaos.wire.Weather;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * One siege: producers, a person on call and a nemesis at work at once; then quiet, and the books.
 */
public final class Siege {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS_A_LINE = 10;
  private static final int MOST_ROUNDS = 5;

  private final SiegeSettings settings;
  private final InstantSource clock = InstantSource.system();
  private final Pause pause = Pause::real;
  private final Consumer<String> progress;
  private final Stack stack;
  private final Operator operator;
  private final Nemesis nemesis;
  private final Weather weather;
  private final Producer producer;
  private final Ledger ledger;

  private Siege(SiegeSettings settings, Ledger ledger, Consumer<String> progress) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    this.settings = settings;
    this.ledger = ledger;
    this.progress = progress;
    this.weather = new Weather(random.split(), clock);
    this.stack = new Stack(settings, random.split(), pause);
    this.operator = new Operator(settings, random.split(), pause);
    this.nemesis = new Nemesis(stack, operator, random.split(), new Timing(clock, pause));
    this.producer =
        new Producer(
            ledger,
            new Workload(random.split(), settings.malformed()),
            random.split(),
            new Timing(clock, pause));
  }

  /**
   * Lays siege, and returns what came of it. Processes end with it, files stay.
   *
   * @param progress receives a line whenever there is something to say, from any thread
   * @throws IllegalStateException if the siege itself could not be carried on
   */
  public static SiegeReport lay(SiegeSettings settings, Consumer<String> progress)
      throws InterruptedException {
    try (Ledger ledger = new Ledger(settings.directory().resolve("ledger"))) {
      return new Siege(settings, ledger, progress).run();
    }
  }

  private SiegeReport run() throws InterruptedException {
    Instant begin = clock.instant();
    Thread hook = new Thread(this::abandon, "end-of-siege");
    Runtime.getRuntime().addShutdownHook(hook);
    try (FaultProxy wire = FaultProxy.start(stack.uri(), weather)) {
      progress.accept("starting the services");
      stack.start(wire.uri());
      stack.awaitReady();
      assault(wire);
      weather.clear();
      stack.awaitReady();
      try (AwsClients clients = AwsClients.of(stack.uri())) {
        Evening evening = new Evening(settings.patience(), ledger, clients, operator, pause);
        progress.accept("all faults have ended; waiting until nothing moves any more");
        Books before = evening.whenQuiet();
        Books after = tidyUp(evening, before);
        return report(wire, before, after, Duration.between(begin, clock.instant()));
      }
    } finally {
      stack.stop();
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending already, and the hook does the same
    }
  }

  /** Lets everybody loose, and returns when the last record is put and the last kill is done. */
  private void assault(FaultProxy wire) throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(2);
    List<Part> parts =
        List.of(
            () -> {
              produce(wire.uri());
              atWork.countDown();
            },
            () -> {
              nemesis.kill(settings.kills(), settings.targets(), settings.length(), wire.uri());
              atWork.countDown();
            },
            () -> operator.work(wire.uri(), () -> atWork.getCount() == 0),
            () -> watch(wire, atWork));
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

  private void produce(URI wire) throws InterruptedException {
    try (KinesisClient kinesis = AwsClients.kinesisOnce(wire)) {
      producer.put(kinesis, settings.records(), settings.length());
    }
  }

  /** Says how it goes, and notices when the services end by themselves. */
  private void watch(FaultProxy wire, CountDownLatch atWork) throws InterruptedException {
    int looks = 0;
    do {
      stack.requireAlive();
      if (looks++ % LOOKS_A_LINE == 0) {
        progress.accept(howItGoes(wire));
      }
    } while (!atWork.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    progress.accept(howItGoes(wire));
  }

  private String howItGoes(FaultProxy wire) {
    return "accepted %,d of %,d; kills %d of %d; faults %,d"
        .formatted(
            ledger.acknowledgedCount(),
            settings.records(),
            nemesis.count(),
            settings.kills(),
            sum(wire.struck()));
  }

  /** Has the replayer bring home the dead letters, until none is left. */
  private Books tidyUp(Evening evening, Books before) throws InterruptedException {
    Books books = before;
    for (int round = 0; books.waiting() > 0 && round < MOST_ROUNDS; round++) {
      progress.accept("%,d records wait; the replayer tidies up".formatted(books.waiting()));
      operator.tidyUp(stack.uri());
      books = evening.whenQuiet();
    }
    return books;
  }

  private SiegeReport report(FaultProxy wire, Books before, Books after, Duration took) {
    Map<String, Long> faults = new TreeMap<>();
    wire.struck().forEach((kind, count) -> faults.put(kind.name(), count));
    return new SiegeReport(
        settings,
        nemesis.kills(),
        stack.starts(),
        faults,
        wire.passed() + sum(wire.struck()),
        operator.ends(),
        ledger.unansweredCount(),
        before,
        after,
        took);
  }

  private void abandon() {
    try {
      operator.abandon();
      stack.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sum(Map<FaultKind, Long> struck) {
    return struck.values().stream().mapToLong(Long::longValue).sum();
  }

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
}
