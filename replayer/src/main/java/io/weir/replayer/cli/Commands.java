package io.weir.replayer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "replayer",
    description = "Shows, explains and redrives the dead letters of a Kinesis mapping.",
    subcommands = {CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or there was nothing to do",
      "1:something unexpected happened",
      "2:the command line was wrong",
      "3:finished, but some records failed or came back",
      "4:credentials, a permission or a name was wrong",
      "5:data is lost, or will be within --warn",
      "6:the plan is stale; nothing was done",
      "7:stopped by a guard, because records came back",
      "10:with --exit-code: there are dead letters",
      "130:stopped by Ctrl-C; what was done is saved"
    })
public final class Commands implements Runnable {

  @Spec private CommandSpec spec;

  /** Returns the commands, ready to run; what they print goes through its writers. */
  public static CommandLine commandLine() {
    return new CommandLine(new Commands());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }
}
