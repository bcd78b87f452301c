package io.weir.replayer.cli;

import io.weir.replayer.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides what is to be done with each record, and does nothing. */
@Command(
    name = "plan",
    description = {
      "Decide what is to be done with each record, write it to a file, and do nothing else.",
      "What is applied later is exactly this, or nothing."
    },
    footer = {
      "",
      "Examples:",
      "  replayer plan --stack Weir",
      "  replayer plan --stack Weir --cause BYSTANDER,FIXED --since 24h",
      "  replayer plan --stack Weir --cause NOT_JSON --fix '. + \"}\"' --fix-raw",
      "Then: replayer apply plan.json"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class PlanCommand implements Callable<Integer> {

  private final Console console;

  /** As long as a run that was killed hides its messages, unless it was told otherwise. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private ConnectionOptions named;
  @Mixin private SelectionOptions selection;
  @Mixin private PlanOptions options;
  @Mixin private ReadOptions reads;
  @Mixin private JournalOptions journal;
  @Mixin private OutputOptions output;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "plan.json",
      description = "Where to write the plan. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("plan.json");

  @Spec private CommandSpec spec;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.refuseFile("a plan's file", "use redrive");
    options.fix(); // refuses a wrong filter before anything is read
    Instant now = Instant.now();
    try (LetterSession reading = LetterSession.open(console, named, reads)) {
      PlanMaker.Made made =
          new PlanMaker(reading, console, options, journal)
              .plan(selection.selection(now), now, PATIENCE);
      Plan plan = made.plan();
      PlanMaker.write(plan, out);
      PlanView view = new PlanView(plan, output.reveal());
      PrintWriter to = console.out();
      switch (output.format()) {
        case json -> JsonOutput.document(to, view.json());
        case ndjson -> JsonOutput.line(to, view.json());
        case table -> view.print(to);
      }
      if (plan.sent() > 0 || !plan.letters().isEmpty()) {
        reading.note("nothing was sent; run: " + new ApplyLine(spec.commandLine(), out).text());
      }
      return Undecided.exit(console, plan.undecided(), held(made, reading));
    }
  }

  private static int held(PlanMaker.Made made, LetterSession reading) {
    if (made.held() == 0) {
      return Exit.OK;
    }
    reading.note(HeldMessages.text(made.held()) + ", and the plan knows nothing of that");
    return made.plan().doesNothing() ? Exit.SOME_FAILED : Exit.OK;
  }
}
