package io.weir.replayer.cli;

import io.weir.event.EventSettings;
import io.weir.replayer.app.Reading;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does what a plan says. */
@Command(
    name = "apply",
    description = {
      "Do exactly what a plan says, or nothing if the world has changed since.",
      "A message is deleted only when each of its records is proven stored.",
      "Stopped or killed, the same command goes on where it was."
    },
    footer = {
      "",
      "Examples:",
      "  replayer apply plan.json",
      "  replayer apply plan.json --ramp 1,10,100%% --rps 50 --reason INC-42 --yes"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ApplyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "PLAN", description = "The plan's file.")
  private Path file = Path.of("plan.json");

  @Mixin private PlaceOptions place;
  @Mixin private RunOptions options;
  @Mixin private RescuedOption rescued;
  @Mixin private ReadRateOption rate;
  @Mixin private ReceivesOption receives;
  @Mixin private JournalOptions journal;
  @Mixin private OutputOptions output;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "3",
      description = "Set a record aside that has failed so often. Default: ${DEFAULT-VALUE}")
  private int maxAttempts;

  @Spec private CommandSpec spec;

  ApplyCommand(Console console) {
    this.console = console;
  }

  /** By other settings a record is another event, and another item would prove it. */
  private void checkEvents(Plan plan, AwsClients clients) {
    if (plan.records().allMatch(record -> record.expected() == null)) {
      return; // of a function that is not Weir's, whose variables mean something else
    }
    Optional<String> function =
        plan.route() == Plan.Via.lambda
            ? Optional.of(plan.target().destination())
            : plan.target().functions().stream().findFirst();
    Map<String, String> planned = plan.target().eventSettings().variables();
    function
        .flatMap(new PipelineLookup(clients, console::note)::eventsOf)
        .map(EventSettings::variables)
        .filter(now -> !now.equals(planned))
        .ifPresent(
            now -> {
              throw new Stop(
                  Exit.STALE,
                  "the function makes events by %s, and by %s when the plan was made: make it again"
                          .formatted(now, planned)
                      + " with plan");
            });
  }

  @Override
  public Integer call() {
    console.refuseFile("a plan's file", "use redrive");
    Plan plan = PlanMaker.read(file);
    RedriveLimits limits = options.limits(maxAttempts);
    double readsPerSecond = rate.perSecond();
    try (AwsClients clients = place.clients()) {
      ConfirmAndReport acting = new ConfirmAndReport(console, options, output);
      if (plan.doesNothing()) {
        return acting.nothingToDo(plan, 0);
      }
      receives.check(clients, plan.queue());
      checkEvents(plan, clients);
      acting.warn(plan, journal.actor(null).name());
      acting.confirm(plan);
      Reading reading = new Reading(Bounds.DEFAULT, readsPerSecond, rescued.copies(clients), true);
      try (Interrupt interrupt = Interrupt.listen(console)) {
        Report report =
            new PlanRunner(console, clients, options, journal, reading)
                .run(plan, "apply", limits, interrupt);
        return acting.finish(plan, report, new ApplyLine(spec.commandLine(), file).text(), 0);
      }
    }
  }
}
