package io.weir.replayer.cli;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plans, shows, asks, and applies. */
@Command(
    name = "redrive",
    description = {
      "Plan, show the plan, ask, and apply it: all in one.",
      "The plan is kept, so that a run that was stopped can be gone on with."
    },
    footer = {
      "",
      "Examples:",
      "  replayer redrive --stack Weir",
      "  replayer redrive --stack Weir --cause BYSTANDER --ramp 1,10,100%% --reason INC-42"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class RedriveCommand implements Callable<Integer> {

  private final Console console;

  private static final int DIGITS = 12;

  @Mixin private ConnectionOptions named;
  @Mixin private SelectionOptions selection;
  @Mixin private PlanOptions planning;
  @Mixin private ReadOptions reads;
  @Mixin private RunOptions options;
  @Mixin private JournalOptions journal;
  @Mixin private OutputOptions output;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to keep the plan. Default: beside the journal")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  RedriveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RedriveLimits limits = options.limits(planning.limits().maxAttempts());
    if (planning.via() == Plan.Via.file) {
      console.refuseFile("the file of --via file", "use another route");
    }
    if (planning.fix().isPresent()) {
      console.refuseFile("a plan, the archive of what --fix repairs", "repair elsewhere");
    }
    Instant now = Instant.now();
    try (LetterSession reading = LetterSession.open(console, named, reads)) {
      PlanMaker.Made made =
          new PlanMaker(reading, console, planning, journal)
              .plan(selection.selection(now), now, limits.lease());
      Plan plan = made.plan();
      if (output.format() == OutputOptions.Format.table) {
        new PlanView(plan, output.reveal()).print(console.out());
      }
      ConfirmAndReport acting = new ConfirmAndReport(console, options, output);
      if (plan.doesNothing()) {
        return acting.nothingToDo(plan, made.held());
      }
      acting.confirm(plan);
      return run(made, limits, acting, reading);
    }
  }

  private int run(
      PlanMaker.Made made, RedriveLimits limits, ConfirmAndReport acting, LetterSession reading) {
    Path file = out == null ? beside(made.plan()) : out;
    PlanMaker.write(made.plan(), file);
    try (Interrupt interrupt = Interrupt.listen(console)) {
      Report report =
          new PlanRunner(console, reading.clients(), options, journal, reading.reading())
              .run(made.plan(), "redrive", limits, interrupt);
      String resume =
          console.lasting() ? new ApplyLine(spec.commandLine(), file).text() : "the same call";
      return acting.finish(made.plan(), report, resume, made.held());
    }
  }

  private Path beside(Plan plan) {
    String name = "plan-" + PlanFile.digest(plan).substring(0, DIGITS) + ".json";
    return console.lasting()
        ? journal.path(plan.queue()).toAbsolutePath().resolveSibling(name)
        : Path.of(System.getProperty("java.io.tmpdir"), name);
  }
}
