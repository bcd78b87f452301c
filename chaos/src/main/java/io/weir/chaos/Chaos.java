package io.weir.chaos;

import io.weir.chaos.simulate.SimulateCommand;
import io.weir.chaos.width.WidthCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar chaos.jar}. */
@Command(
    name = "chaos.jar",
    description = "Tries to make Weir lose an event, and counts.",
    subcommands = {
      SimulateCommand.class,
      WidthCommand.class,
      SiegeCommand.class,
      MalformedCommand.class
    },
    mixinStandardHelpOptions = true,
    version = "Weir 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and the promise held",
      "1:the promise was broken, or something unexpected happened",
      "2:the command line was wrong"
    })
public final class Chaos implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // The handler brings a binding of SLF4J, too: without a choice SLF4J writes which it found.
    System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(commandLine().execute(arguments));
  }

  /** Returns the commands, ready to run; what they print goes through its writers. */
  static CommandLine commandLine() {
    return new CommandLine(new Chaos())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Chaos::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: " + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }

  private static int explain(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("chaos.jar: " + wrong.getMessage());
    String tail = command.getParent() == null ? "" : command.getCommandName() + " ";
    err.println("Try: java -jar chaos.jar " + tail + "--help");
    err.flush();
    return ExitCode.USAGE;
  }
}
