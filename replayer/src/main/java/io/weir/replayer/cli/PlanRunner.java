package io.weir.replayer.cli;

import io.weir.replayer.archive.JournalArchive;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.aws.FunctionRole;
import io.weir.replayer.aws.KinesisPut;
import io.weir.replayer.aws.KinesisStreamReader;
import io.weir.replayer.aws.LambdaFunctionCall;
import io.weir.replayer.aws.MappingFilters;
import io.weir.replayer.aws.SqsLeases;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Copies;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.FileRoute;
import io.weir.replayer.route.LambdaRoute;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.RouteException;
import io.weir.replayer.route.StreamRoute;
import io.weir.replayer.route.TableProof;
import io.weir.replayer.run.Apply;
import io.weir.replayer.run.Fate;
import io.weir.replayer.run.Pace;
import io.weir.replayer.run.QueueRedeadletteredLookup;
import io.weir.replayer.run.RedriveServices;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.Reread;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** A plan and the real services: what apply and redrive have in common. */
final class PlanRunner {

  private final Console console;
  private final AwsClients clients;
  private final RunOptions options;
  private final double readsPerSecond;
  private final Copies copies;
  private final InstantSource clock = InstantSource.system();

  PlanRunner(
      Console console,
      AwsClients clients,
      RunOptions options,
      double readsPerSecond,
      Copies copies) {
    this.console = console;
    this.clients = clients;
    this.options = options;
    this.readsPerSecond = readsPerSecond;
    this.copies = copies;
  }

  /**
   * How a run is noted.
   *
   * @param name the command's
   * @param maxAttempts after how many failures a record is left alone
   */
  record Noted(String name, int maxAttempts, JournalOptions journal) {}

  /**
   * Applies a plan, and returns what it has done.
   *
   * @param interrupt stays open until the account of it is printed
   */
  Report run(Plan plan, Noted noted, Interrupt interrupt) {
    try (Journal journal = noted.journal().open(clients, plan.queue())) {
      return run(plan, noted, interrupt, journal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop(Exit.INTERRUPTED, "interrupted; what was done is saved", e);
    } catch (RouteException | QueueException e) {
      throw new Stop(Exit.NO_ACCESS, String.valueOf(e.getMessage()), e);
    } catch (JournalException e) {
      throw JournalOptions.stop(e);
    }
  }

  private Report run(Plan plan, Noted noted, Interrupt interrupt, Journal journal)
      throws InterruptedException {
    Archive archive = JournalArchive.of(journal.entries());
    try (Route route = route(plan, interrupt, archive);
        RunLine line = new RunLine(console.err(), clock)) {
      RedriveServices means =
          new RedriveServices(
              route, proof(plan), new Pace(options.rps(), clock, interrupt), interrupt, line);
      Apply apply =
          new Apply(
                  new SqsLeases(clients.sqs(), plan.queue()),
                  reread(plan, archive),
                  means,
                  options.rules(noted.maxAttempts()),
                  interrupt)
              .filteredBy(new MappingFilters(clients, console::note));
      console.note("written down in " + journal.location());
      if (plan.target().table().isEmpty() && journal.isExclusive()) {
        console.note(
            "no table proves what is stored, and the journal is this machine's alone: a second"
                + " machine may deliver the same records; --journal dynamodb:TABLE is shared");
      }
      return apply.run(
          plan,
          new Apply.Start(
              journal,
              RunId.make(clock.instant()),
              noted.name(),
              noted.journal().actor(options.reason()),
              clock));
    }
  }

  private Route route(Plan plan, Interrupt interrupt, Archive archive) {
    String to = plan.target().destination();
    return switch (plan.route()) {
      case "lambda" ->
          new LambdaRoute(
              new LambdaFunctionCall(clients.lambdaOnce(), to),
              FunctionRole.of(clients.lambda(), to),
              options.batchSize(),
              reports(plan, to));
      case "stream" ->
          new StreamRoute(
              new KinesisPut(clients.kinesisOnce(), to),
              to.substring(to.lastIndexOf('/') + 1),
              plan.records().anyMatch(record -> record.expected() != null),
              new StreamRoute.Waiting(
                  options.confirmWithin(),
                  clock,
                  interrupt,
                  interrupt,
                  new QueueRedeadletteredLookup(
                      new SqsLeases(clients.sqs(), plan.queue()), reread(plan, archive))));
      case "file" -> FileRoute.append(Path.of(to));
      default -> throw new Stop(Exit.STALE, "the plan names a route that is not known");
    };
  }

  /**
   * Tells whether answers are read for what they report: only if the mapping does it (ESM-8). What
   * is not known is read, so that nothing counts as done that was reported.
   */
  private boolean reports(Plan plan, String function) {
    try {
      List<Mapping> mappings =
          new Discovery(clients)
              .mappingsOf(FunctionRef.parse(function)).stream()
                  .filter(it -> plan.target().streams().contains(it.stream().toString()))
                  .toList();
      boolean reports = mappings.isEmpty() || mappings.stream().anyMatch(Mapping::reports);
      if (!reports) {
        console.note(
            "the mapping has no ReportBatchItemFailures: only an error of the function counts");
      }
      return reports;
    } catch (SdkException e) {
      return true;
    }
  }

  private Proof proof(Plan plan) {
    return plan.target().table().isEmpty()
        ? Proof.NONE
        : new TableProof(LetterSession.lookup(clients, plan.target().table()));
  }

  private Reread reread(Plan plan, Archive archive) {
    Set<StreamArn> streams =
        plan.target().streams().stream()
            .map(StreamArn::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    Recoverer recoverer =
        new Recoverer(
                new KinesisStreamReader(clients::kinesis),
                new Trust(streams, Set.copyOf(plan.target().functions())),
                Bounds.LARGE, // what was too large was refused when the plan was made
                new ReadPace(readsPerSecond, clock, console.reading()),
                clock)
            .orFrom(copies)
            .trusting(archive);
    return letters ->
        recoverer.recover(
            letters.stream().map(Leased::toLetter).toList(), Optional.empty(), () -> {});
  }

  /** Returns the exit code of what a run has done. */
  static int exit(Report report) {
    return switch (report.result()) {
      case REFUSED -> Exit.STALE;
      case ABORTED, BROKEN -> Exit.ABORTED;
      case INTERRUPTED -> Exit.INTERRUPTED;
      case THROTTLED -> Exit.SOME_FAILED;
      case DONE -> {
        int open =
            report.count(Fate.CAME_BACK)
                + report.count(Fate.UNKNOWN)
                + report.count(Fate.NOT_SENT)
                + report.count(Fate.SET_ASIDE)
                + report.count(Fate.HELD);
        // What a run that is done has to say is of finished messages that are still in the queue.
        yield open == 0 && report.notes().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
      }
    };
  }
}
