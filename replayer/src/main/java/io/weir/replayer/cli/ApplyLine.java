package io.weir.replayer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line that applies a plan with the options that the running command was given: with
 * another journal or another account it would be that of another plan, or of none.
 *
 * @param running the command
 * @param plan the plan's file
 */
record ApplyLine(CommandLine running, Path plan) {

  /** How it is printed changes nothing of what is done. */
  private static final Set<String> LOOKS = Set.of("--output", "--reveal");

  /** Returns it as a shell takes it. */
  String text() {
    List<String> words = new ArrayList<>(List.of("replayer", "apply", plan.toString()));
    CommandSpec apply =
        Objects.requireNonNull(running.getParent().getSubcommands().get("apply")).getCommandSpec();
    for (OptionSpec option : running.getParseResult().matchedOptions()) {
      OptionSpec same =
          LOOKS.contains(option.longestName()) ? null : apply.findOption(option.longestName());
      if (same != null && same.arity().max() == 0) {
        words.add(option.longestName());
      } else if (same != null) {
        for (String value : option.originalStringValues()) {
          words.addAll(List.of(option.longestName(), value));
        }
      }
    }
    return words.stream().map(ApplyLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
