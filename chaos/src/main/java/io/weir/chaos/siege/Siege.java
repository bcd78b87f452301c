package io.weir.chaos.siege;

import io.weir.chaos.siege.SiegeReport.Disrupted;
import io.weir.chaos.siege.SiegeReport.Totals;
import io.weir.chaos.siege.SiegeReport.Traffic;
import io.weir.local.books.Books;
import io.weir.local.books.Ledger;
import io.weir.local.books.Pause;
import io.weir.local.wire.FaultKind;
import io.weir.local.wire.FaultProxy;
import io.weir.local.wire.Weather;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One siege: producers, two persons on call, a nemesis and an operator who changes shards, all at
 * the same time; then the faults stop, and the records are counted.
 */
public final class Siege {

  private static final int LOOKS_A_LINE = 10;
  private static final int MOST_ROUNDS = 5;

  /** This many tries of one call of the mapping may fail; the SDK makes at least one more. */
  private static final int MAPPINGS_FAULTS = 2;

  private final SiegeSettings settings;
  private final InstantSource clock = InstantSource.system();
  private final Pause pause = Pause::real;
  private final Consumer<String> progress;
  private final Stack stack;
  private final List<ReplayerUser> operators;
  private final ReplayerUser last;
  private final Reshards reshards;
  private final Journals journals;
  private final Nemesis nemesis;
  private final Weather weather;
  private final Weather mappingsWeather;
  private final LoadGenerator load;
  private final Ledger ledger;
  private final Intruder intruder;
  private int looks;

  private Siege(SiegeSettings settings, Ledger ledger, Consumer<String> progress) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    this.settings = settings;
    this.ledger = ledger;
    this.progress = progress;
    this.weather = new Weather(random.split(), clock);
    this.stack = new Stack(settings.deployment(), random.split(), pause);
    this.operators =
        List.of(
            new ReplayerUser(0, settings.deployment(), random.split(), pause),
            new ReplayerUser(1, settings.deployment(), random.split(), pause));
    this.last = new ReplayerUser(2, settings.deployment(), random.split(), pause);
    this.journals = new Journals(settings.deployment().directory());
    this.mappingsWeather = new Weather(random.split(), clock);
    this.reshards =
        new Reshards(settings.deployment().shards(), random.split(), new Timing(clock, pause));
    this.nemesis = new Nemesis(stack, operators, random.split(), new Timing(clock, pause));
    this.load =
        new LoadGenerator(
            ledger,
            new Workload(random.split(), settings.load().malformed()),
            random.split(),
            new Timing(clock, pause));
    this.intruder = new Intruder(ledger, random.split(), new Timing(clock, pause));
  }

  /**
   * Lays siege, and returns what came of it. Processes end with it, files stay.
   *
   * @param progress receives a line whenever there is something to say, from any thread
   * @throws IllegalStateException if the siege itself could not be carried on
   */
  public static SiegeReport lay(SiegeSettings settings, Consumer<String> progress)
      throws InterruptedException {
    try (Ledger ledger = Ledger.writtenTo(settings.deployment().directory().resolve("ledger"))) {
      return new Siege(settings, ledger, progress).run();
    }
  }

  private SiegeReport run() throws InterruptedException {
    Instant begin = clock.instant();
    Thread hook = new Thread(this::abandon, "end-of-siege");
    Runtime.getRuntime().addShutdownHook(hook);
    try (FaultProxy wire = FaultProxy.start(stack.uri(), weather);
        FaultProxy mappingsWire =
            FaultProxy.start(stack.uri(), mappingsWeather.onFirstTries(MAPPINGS_FAULTS));
        AwsClients clients = AwsClients.of(stack.uri())) {
      progress.accept("starting the services");
      Wires wires = new Wires(wire.uri(), mappingsWire.uri());
      stack.start(wires);
      stack.awaitReady();
      journals.create(clients.dynamoDb());
      new Assault(load, nemesis, reshards, operators, intruder)
          .carryOut(settings, wires, stack.uri(), () -> look(wire));
      progress.accept(howItGoes(wire));
      weather.clear();
      mappingsWeather.clear();
      stack.awaitReady();
      Settling evening =
          new Settling(
              settings.patience(),
              new Settling.Known(ledger, journals, intruder.done()),
              clients,
              pause);
      progress.accept("all faults have ended; waiting until nothing moves any more");
      Books before = evening.whenQuiet();
      Books after = tidyUp(evening, before);
      Duration took = Duration.between(begin, clock.instant());
      return report(wire, mappingsWire, new Totals(before, after, took));
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

  /** Says how it goes, and notices when the services end by themselves. */
  private void look(FaultProxy wire) {
    stack.requireAlive();
    if (looks++ % LOOKS_A_LINE == 0) {
      progress.accept(howItGoes(wire));
    }
  }

  private String howItGoes(FaultProxy wire) {
    return "accepted %,d of %,d; kills %d of %d; reshards %d of %d; faults %,d"
        .formatted(
            ledger.acknowledgedCount(),
            settings.load().records(),
            nemesis.count(),
            settings.disruptions().kills(),
            reshards.count(),
            settings.disruptions().reshards(),
            sum(wire.struck()));
  }

  /** Has the replayer redrive the dead letters, until none is left outside a bucket. */
  private Books tidyUp(Settling evening, Books before) throws InterruptedException {
    Books books = before;
    int waited = Integer.MAX_VALUE;
    for (int round = 0;
        books.fates().waiting() > 0 && books.fates().waiting() < waited && round < MOST_ROUNDS;
        round++) {
      waited = books.fates().waiting();
      progress.accept(
          "%,d records wait; the replayer tidies up".formatted(books.fates().waiting()));
      last.tidyUp(stack.uri());
      books = evening.whenQuiet();
    }
    return books;
  }

  private SiegeReport report(FaultProxy wire, FaultProxy mappingsWire, Totals totals) {
    return new SiegeReport(
        settings,
        new Disrupted(nemesis.kills(), stack.starts(), reshards.count(), intruder.done().counts()),
        new Traffic(
            byName(wire),
            byName(mappingsWire),
            wire.calls() + mappingsWire.calls(),
            ledger.unansweredCount()),
        ends(),
        totals);
  }

  private static Map<String, Long> byName(FaultProxy wire) {
    Map<String, Long> faults = new TreeMap<>();
    wire.struck().forEach((kind, count) -> faults.put(kind.name(), count));
    return faults;
  }

  private Map<String, Integer> ends() {
    Map<String, Integer> ends = new TreeMap<>(last.ends());
    operators.forEach(
        operator -> operator.ends().forEach((end, count) -> ends.merge(end, count, Integer::sum)));
    return ends;
  }

  private void abandon() {
    try {
      for (ReplayerUser operator : operators) {
        operator.abandon();
      }
      last.abandon();
      stack.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sum(Map<FaultKind, Long> struck) {
    return struck.values().stream().mapToLong(Long::longValue).sum();
  }
}
