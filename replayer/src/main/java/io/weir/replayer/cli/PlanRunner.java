package io.weir.replayer.cli;

import io.weir.replayer.app.ApplySettings;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.Reading;
import io.weir.replayer.app.Replayer;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.AwsPorts;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.run.Fate;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.RunStart;
import java.time.InstantSource;

/**
 * A plan and the real services: what apply and redrive have in common.
 *
 * @param journals where it is written down
 */
record PlanRunner(
    Console console,
    AwsClients clients,
    RunOptions options,
    JournalOptions journals,
    Reading reading) {

  /**
   * Applies a plan, and returns what it has done.
   *
   * @param command the command's name
   * @param interrupt stays open until the account of it is printed
   */
  Report run(Plan plan, String command, RedriveLimits limits, Interrupt interrupt) {
    InstantSource clock = InstantSource.system();
    Replayer replayer =
        Replayer.of(Pipeline.of(plan), new AwsPorts(clients, console::note))
            .reading(reading)
            .pause(console.reading())
            .build();
    try (Journal journal = journals.open(clients, plan.queue());
        RunLine line = new RunLine(console.err(), clock)) {
      console.note("written down in " + journal.location());
      if (plan.target().table().isEmpty() && journal.isExclusive()) {
        console.note(
            "no table proves what is stored, and the journal is this machine's alone: a second"
                + " machine may deliver the same records; --journal dynamodb:TABLE is shared");
      }
      return replayer.apply(
          plan,
          new RunStart(
              journal,
              RunId.make(clock.instant()),
              command,
              journals.actor(options.reason()),
              clock),
          new ApplySettings(
              options.rps(), limits, options.batchSize(), options.confirmWithin(), line),
          interrupt.interruption());
    } catch (InterruptedException e) {
      throw Stop.interrupted("what was done is saved", e);
    }
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
