package io.weir.replayer.cli;

import io.weir.replayer.act.Report;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.terminal.SafeText;
import picocli.CommandLine;

/** What comes before and after a plan is applied: the question, and the account. */
final class Acting {

  private final CommandLine command;
  private final RunOptions options;
  private final OutputOptions output;

  Acting(CommandLine command, RunOptions options, OutputOptions output) {
    this.command = command;
    this.options = options;
    this.output = output;
  }

  /** Tells whether a plan does nothing, and says so. */
  boolean hasNothingToDo(Plan plan) {
    if (plan.doesNothing()) {
      command.getErr().println("replayer: there is nothing to do");
      command.getErr().flush();
    }
    return plan.doesNothing();
  }

  /** Says what will happen, and asks. */
  void confirm(Plan plan) {
    PlanView view = new PlanView(plan, output.reveal());
    if (plan.door().equals("stream")) {
      command
          .getErr()
          .println(
              "Every consumer of "
                  + SafeText.of(plan.target().destination())
                  + " will see these records again, with one member more.");
    }
    command.getErr().flush();
    new Consent(command).ask(view.sentence() + " Go on?", options.yes());
  }

  /** Prints what was done, and returns the exit code. */
  int finish(Report report, String resume) {
    new ReportView(report, resume).print(output, command.getOut());
    return Running.exit(report);
  }
}
