package io.weir.local;

import io.weir.local.http.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar local.jar}. */
@Command(
    name = "local.jar",
    description = "The whole Weir pipeline on one machine, without AWS or Docker.",
    subcommands = {UpCommand.class, DemoCommand.class},
    mixinStandardHelpOptions = true,
    version = "Weir 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "(up | demo)",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or stopped",
      "1:the promise was broken, or something unexpected happened",
      "2:the command line was wrong, or a service could not start"
    })
public final class Local implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Netty would ask for memory in a way that newer JDKs warn of, four lines before any message.
    System.setProperty("io.netty.noUnsafe", "true");
    System.exit(commandLine().execute(arguments));
  }

  /** Returns the commands, ready to run; what they print goes through its writers. */
  static CommandLine commandLine() {
    return new CommandLine(new Local())
        .setParameterExceptionHandler(Local::explain)
        .setExecutionExceptionHandler(Local::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: up, or demo");
  }

  private static int explain(ParameterException wrong, String[] arguments) {
    return refuse(wrong.getCommandLine(), String.valueOf(wrong.getMessage()));
  }

  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof StartException) {
      return refuse(command, String.valueOf(failure.getMessage()));
    }
    throw failure;
  }

  private static int refuse(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("local.jar: " + message);
    err.println("Try: java -jar local.jar " + tail(command) + "--help");
    err.flush();
    return ExitCode.USAGE;
  }

  private static String tail(CommandLine command) {
    return command.getParent() == null ? "" : command.getCommandName() + " ";
  }
}
