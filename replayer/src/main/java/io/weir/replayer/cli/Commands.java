package io.weir.replayer.cli;

import io.weir.replayer.aws.Failure;
import io.weir.replayer.terminal.SafeText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** The root of the command line. */
@Command(
    name = "replayer",
    header = "Shows, explains and redrives the dead letters of a Kinesis mapping.%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InspectCommand.class,
      ShowCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      RedriveCommand.class,
      DiscardCommand.class,
      RestoreCommand.class,
      HistoryCommand.class,
      RescueCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      DoctorCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or there was nothing to do",
      "1:something unexpected happened, or the output could not be written",
      "2:the command line was wrong",
      "3:finished, but some records failed, came back or are left",
      "4:credentials, a permission or a name was wrong",
      "5:data is lost, or will be within --warn, or rescue was ended by its --limit",
      "6:the plan is stale; nothing was done",
      "7:stopped by a guard, because records came back",
      "10:with --exit-code: there are dead letters",
      "130:stopped by Ctrl-C; what was done is saved",
      "141:nobody reads the output any more, as behind head"
    },
    footer = {
      "",
      "Start here:",
      "  replayer inspect --stack NAME      what is in the queue, by cause",
      "  replayer show ID --stack NAME      one message, and why it failed",
      "",
      "With --stack NAME, the stack's outputs DeadLetterQueueUrl, StreamName, FunctionAlias and",
      "TableName are read. Any Kinesis mapping will do: --function NAME, or --queue and --stream."
    })
public final class Commands implements Runnable {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  private Commands(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  /** Returns the commands of a process, ready to run; what they print goes through its writers. */
  public static CommandLine commandLine() {
    return commandLine(Surroundings.PROCESS);
  }

  /** Returns the commands, ready to run; what they print goes through its writers. */
  public static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new Commands(surroundings))
        .setOut(StandardOutput.PROCESS.writer())
        .setErr(
            EscapingWriter.to(
                new FileOutputStream(FileDescriptor.err), EscapingWriter.charset("stderr")))
        .setExpandAtFiles(false) // @FILE would put a file's content into errors and logs
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Commands::execute)
        .setParameterExceptionHandler(Commands::explain)
        .setExecutionExceptionHandler(Commands::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }

  /** Runs one command of a process, with the arguments that it was given. */
  public static int run(String... arguments) {
    CommandLine command = commandLine();
    Optional<String> mangled = Locales.mangled(arguments);
    if (mangled.isPresent()) {
      say(command, mangled.get());
      return Exit.USAGE;
    }
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      say(
          command,
          "the memory is not enough, and what was begun is not finished: take fewer records with"
              + " --limit-records or --limit, or give more, as in java -Xmx4g -jar replayer.jar");
      return Exit.FAILED;
    }
  }

  private static int execute(CommandLine.ParseResult parsed) {
    if (Surroundings.of(parsed.commandSpec().commandLine()).lasting()) {
      return executed(parsed);
    }
    Optional<String> refused = FunctionArguments.refused(parsed);
    if (refused.isPresent()) {
      say(parsed.commandSpec().commandLine(), refused.get());
      return Exit.USAGE;
    }
    return executed(parsed);
  }

  private static int executed(CommandLine.ParseResult parsed) {
    int exitCode = new CommandLine.RunLast().execute(parsed);
    CommandLine command = parsed.commandSpec().commandLine();
    return command.getOut().checkError() ? unwritten(command) : exitCode;
  }

  /** Whoever has read enough, as {@code head}, has no need to be told. */
  private static int unwritten(CommandLine command) {
    StandardOutput out = StandardOutput.PROCESS;
    if (out.isClosed()) {
      return Exit.CLOSED;
    }
    say(command, "the output could not be written: " + out.failure().orElse("no reason is known"));
    return Exit.FAILED;
  }

  private static int explain(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    say(command, String.valueOf(wrong.getMessage()));
    say(command, "try: " + command.getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof Stop stop) {
      say(command, String.valueOf(stop.getMessage()));
      return stop.exitCode();
    }
    if (failure instanceof StandardOutput.UnwrittenException) {
      return unwritten(command);
    }
    if (failure instanceof SdkException e) {
      say(command, Failure.of(e).message());
      return Exit.NO_ACCESS;
    }
    say(command, "something unexpected happened: " + failure);
    for (StackTraceElement frame : failure.getStackTrace()) {
      say(command, "  at " + frame);
    }
    return Exit.FAILED;
  }

  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.println("replayer: " + SafeText.of(message));
    err.flush();
  }
}
