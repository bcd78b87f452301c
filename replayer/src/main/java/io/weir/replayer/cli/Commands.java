package io.weir.replayer.cli;

import io.weir.replayer.app.ReplayerException;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.route.RouteException;
import io.weir.replayer.terminal.SafeText;
import java.lang.reflect.Constructor;
import java.util.Arrays;
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
      "141:the reader of the output has closed it, as head does"
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

  private final Console console;

  @Spec private CommandSpec spec;

  private Commands(Console console) {
    this.console = console;
  }

  /** Returns the commands, ready to run. */
  public static CommandLine commandLine(Console console) {
    Commands commands = new Commands(console);
    return new CommandLine(commands, commands::create)
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false) // @FILE would put a file's content into errors and logs
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(commands::execute)
        .setParameterExceptionHandler(commands::explain)
        .setExecutionExceptionHandler(commands::explain);
  }

  /** Makes a command, or a group of options: with the console, if it takes one. */
  private <T> T create(Class<T> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Console.class})) {
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }

  /** Runs one command of a process, with the arguments that it was given. */
  public static int run(String... arguments) {
    Console console = Console.ofProcess();
    Optional<String> mangled = Locales.mangled(arguments);
    if (mangled.isPresent()) {
      console.note(SafeText.of(mangled.get()));
      return Exit.USAGE;
    }
    try {
      return commandLine(console).execute(arguments);
    } catch (OutOfMemoryError e) {
      console.note(
          "the memory is not enough, and what was begun is not finished: take fewer records with"
              + " --limit-records or --limit, or give more, as in java -Xmx4g -jar replayer.jar");
      return Exit.FAILED;
    }
  }

  private int execute(CommandLine.ParseResult parsed) {
    Optional<String> refused =
        console.lasting() ? Optional.empty() : FunctionArguments.refused(parsed);
    if (refused.isPresent()) {
      say(refused.get());
      return Exit.USAGE;
    }
    int exitCode = new CommandLine.RunLast().execute(parsed);
    return console.out().checkError() ? unwritten() : exitCode;
  }

  /** That a reader has seen enough, as {@code head}, is no failure. */
  private int unwritten() {
    StandardOutput out = StandardOutput.PROCESS;
    if (out.isClosed()) {
      return Exit.CLOSED;
    }
    say("the output could not be written: " + out.failure().orElse("no reason is known"));
    return Exit.FAILED;
  }

  private int explain(ParameterException wrong, String[] arguments) {
    say(String.valueOf(wrong.getMessage()));
    say("try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }

  private int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof Stop stop) {
      say(String.valueOf(stop.getMessage()));
      return stop.exitCode();
    }
    if (failure instanceof ReplayerException e) {
      say(String.valueOf(e.getMessage()));
      return e.reason() == ReplayerException.Reason.WRONG ? Exit.USAGE : Exit.NO_ACCESS;
    }
    if (failure instanceof QueueException || failure instanceof RouteException) {
      say(String.valueOf(failure.getMessage()));
      return Exit.NO_ACCESS;
    }
    if (failure instanceof JournalException e) {
      say(String.valueOf(e.getMessage()));
      return JournalOptions.exit(e);
    }
    if (failure instanceof StandardOutput.UnwrittenException) {
      return unwritten();
    }
    if (failure instanceof SdkException e) {
      say(Failure.of(e).message());
      return Exit.NO_ACCESS;
    }
    say("something unexpected happened: " + failure);
    for (StackTraceElement frame : failure.getStackTrace()) {
      say("  at " + frame);
    }
    return Exit.FAILED;
  }

  private void say(String message) {
    console.note(SafeText.of(message));
  }
}
