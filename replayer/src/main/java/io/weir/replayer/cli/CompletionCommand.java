package io.weir.replayer.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the commands and options. */
@Command(
    name = "completion",
    description = {
      "Print a completion script for bash and zsh.",
      "Use: source <(replayer completion), with replayer as an alias of java -jar replayer.jar"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class CompletionCommand implements Runnable {

  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().print(AutoComplete.bash("replayer", spec.root().commandLine()));
    console.out().flush();
  }
}
