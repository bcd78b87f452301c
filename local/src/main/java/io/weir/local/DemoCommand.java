package io.weir.local;

import io.weir.local.console.DemoPrinter;
import io.weir.local.console.Session;
import io.weir.local.demo.LastAct;
import io.weir.local.demo.Tour;
import io.weir.local.demo.TourReport;
import io.weir.local.demo.TourSettings;
import io.weir.local.mapping.engine.BackOff;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.pipeline.DemoStage;
import io.weir.local.pipeline.PipelineSettings;
import io.weir.local.pipeline.ReplayerJar;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** The tour: shows that every record ends in exactly one place. */
@Command(
    name = "demo",
    description =
        "Put good and malformed records while the table is throttled for one device, and show"
            + " where every single record is.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {

  private static final int PROMISE_BROKEN = 1;

  /** Small, so that what bisecting repeats stays within a tour of seconds. */
  private static final int BATCH_SIZE = 10;

  private static final int RETRIES = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Lambda's own pauses would take minutes for hundreds of poison records one after the other. */
  private static final BackOff SHORTENED =
      new BackOff(Duration.ofMillis(5), Duration.ofMillis(100));

  /** So long does the function try again when the table is throttled; its deadline is far off. */
  private static final Duration FUNCTION_PATIENCE = Duration.ofMillis(500);

  private static final String SMALLER =
      "Smaller for the tour: batches of %d, pauses of the mapping of %d..%d ms (Lambda's%n"
              .formatted(BATCH_SIZE, SHORTENED.first().toMillis(), SHORTENED.cap().toMillis())
          + "begin at 200 ms), %d ms of patience with a throttled table."
              .formatted(FUNCTION_PATIENCE.toMillis());

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Records to put, 1 to 1000000. Default: ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--malformed",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "How many of them are malformed, 0 to 100. Default: ${DEFAULT-VALUE}")
  private double malformed;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of the stream, 1 to 100. Default: ${DEFAULT-VALUE}")
  private int shards;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "The same seed puts the same records. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--poison",
      paramLabel = "report|park",
      defaultValue = "report",
      description = "What the function does with poison. Default: ${DEFAULT-VALUE}")
  private String poison = "";

  @Option(
      names = "--last-act",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Bring the dead letters home with replayer.jar. Default: ${DEFAULT-VALUE}")
  private boolean lastAct;

  @Option(names = "--json", description = "Print one JSON object, on one line.")
  private boolean json;

  @Mixin private FunctionOptions function;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    TourSettings settings = settings();
    try (Session session =
        Session.start(pipelineSettings(), function.openLog(), spec.commandLine())) {
      Tour tour =
          new Tour(
              new DemoStage(session.pipeline()),
              settings,
              PATIENCE,
              InstantSource.system(),
              session.line()::show);
      return run(tour, session);
    }
  }

  private int run(Tour tour, Session session) throws InterruptedException {
    try {
      TourReport report = tour.run();
      session.line().end();
      DemoPrinter printer = new DemoPrinter(spec.commandLine().getOut(), json);
      printer.report(report, SMALLER);
      Optional<TourReport> afterwards = afterwards(tour, session, printer);
      printer.end(report, afterwards);
      boolean settled = afterwards.map(TourReport::isSettled).orElse(true);
      return report.holds() && settled ? 0 : PROMISE_BROKEN;
    } catch (SdkException e) {
      if (session.pause(Duration.ZERO)) {
        throw e;
      }
      return PROMISE_BROKEN; // Ctrl-C took the services away; the process is ending with its code
    }
  }

  private TourSettings settings() {
    if (shards < 1 || shards > 100) {
      throw wrong("--shards must be between 1 and 100, not " + shards);
    }
    if (!poison.equals("report") && !poison.equals("park")) {
      throw wrong("--poison is report or park, not " + poison);
    }
    try {
      return new TourSettings(events, malformed, seed);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private PipelineSettings pipelineSettings() {
    Map<String, String> ours =
        Map.of(
            "POISON",
            poison,
            "DEADLINE_MARGIN",
            function.timeout().minus(FUNCTION_PATIENCE).toString());
    MappingSettings mapping =
        MappingSettings.awsDefaults().toBuilder()
            .batchSize(BATCH_SIZE)
            .maximumRetryAttempts(OptionalInt.of(RETRIES))
            .bisect(true)
            .reportBatchItemFailures(true)
            .backOff(SHORTENED)
            .build();
    return new PipelineSettings(
        0,
        shards,
        function.settings(ours),
        new PipelineSettings.Mapping(
            mapping, Filters.none(), PipelineSettings.Destination.SQS, Optional.empty()),
        PipelineSettings.State.inMemory());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Plays the last act if it is wanted and the replayer was built; returns how it is then. */
  private Optional<TourReport> afterwards(Tour tour, Session session, DemoPrinter printer)
      throws InterruptedException {
    Optional<ReplayerJar> replayer =
        lastAct ? ReplayerJar.find(session.pipeline().uri()) : Optional.empty();
    if (replayer.isEmpty()) {
      return Optional.empty();
    }
    printer.beginLastAct();
    try (WorkDirectory directory = WorkDirectory.create("journal")) {
      session.line().show("replayer at work");
      LastAct act =
          new LastAct(
              replayer.get(),
              new DemoStage(session.pipeline()),
              directory.path().resolve("journal.ndjson"),
              scene -> {
                session.line().end();
                printer.scene(scene);
              });
      TourReport report = tour.look(act.play());
      session.line().end();
      printer.books(report);
      return Optional.of(report);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for the journal", e);
    }
  }
}
