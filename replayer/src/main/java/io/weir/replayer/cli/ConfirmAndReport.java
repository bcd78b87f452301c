package io.weir.replayer.cli;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.run.Report;
import io.weir.replayer.terminal.SafeText;
import io.weir.replayer.terminal.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What comes before and after a plan is applied: the question, and the account. */
final class ConfirmAndReport {

  private static final Duration OLD = Duration.ofDays(1);

  private final Console console;
  private final RunOptions options;
  private final OutputOptions output;

  ConfirmAndReport(Console console, RunOptions options, OutputOptions output) {
    this.console = console;
    this.options = options;
    this.output = output;
  }

  /**
   * Says that a plan does nothing, and returns the exit code.
   *
   * @param held how many messages the plan could not see, because other receivers hold them
   */
  int nothingToDo(Plan plan, long held) {
    if (held == 0) {
      console.note("there is nothing to do");
    }
    if (output.format() != OutputOptions.Format.table) {
      Report nothing =
          new Report(
              "",
              Report.Result.DONE,
              Map.of(),
              new Report.Messages(plan.letters().size(), 0),
              List.of());
      new ReportView(nothing, "").print(output, console.out());
    }
    return undecided(plan, held(held, Exit.OK));
  }

  private int undecided(Plan plan, int exit) {
    return Undecided.exit(console, plan.undecided(), exit);
  }

  /** Says what is left for another time, and returns the exit code that takes it into account. */
  private int held(long held, int exit) {
    if (held > 0) {
      console.note(
          HeldMessages.text(held)
              + ", another run perhaps: nothing was done with what is held; try again later");
    }
    return held > 0 && exit == Exit.OK ? Exit.SOME_FAILED : exit;
  }

  /** Says what is unusual about a plan that was made before: its age, and who made it. */
  void warn(Plan plan, String actor) {
    Duration age = Duration.between(plan.plannedAt(), Instant.now());
    if (age.compareTo(OLD) > 0) {
      console.note(
          "the plan is " + Span.of(age) + " old; plan again if the queue has changed since");
    }
    if (!plan.plannedBy().equals(actor)) {
      console.note(
          "the plan was made by " + SafeText.of(plan.plannedBy()) + ", and you are " + actor);
    }
  }

  /** Says what will happen, and asks. */
  void confirm(Plan plan) {
    PlanView view = new PlanView(plan, output.reveal());
    if (plan.route() == Plan.Via.stream) {
      console
          .err()
          .println(
              "Every consumer of "
                  + SafeText.of(plan.target().destination())
                  + " will see these records again, with one member more.");
    }
    console.err().flush();
    new Consent(console).ask(view.sentence() + " Go on?", options.yes());
  }

  /** Prints what was done, and returns the exit code. */
  int finish(Plan plan, Report report, String resume, long held) {
    new ReportView(report, resume).print(output, console.out());
    return undecided(plan, held(held, PlanRunner.exit(report)));
  }
}
