package io.weir.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A command for the shell, in any language. A small script around it does what {@link Lifeline}
 * does in a Java virtual machine: it echoes marks, and ends the command, with all that it has
 * started, when we are gone.
 *
 * @param text as in {@code sh -c}
 * @param directory the current directory
 * @param environment all of it: nothing is inherited
 */
public record ShellCommand(String text, Path directory, Map<String, String> environment) {

  /** Where there is setsid, the command is a group of its own, which can be ended as a whole. */
  private static final String SCRIPT =
      """
      exec 3<&0
      if command -v setsid >/dev/null 2>&1; then
        setsid sh -c "$1" </dev/null 3<&- & child=$!; group=-$child
      else
        sh -c "$1" </dev/null 3<&- & child=$!; group=$child
      fi
      {
        while IFS= read -r mark <&3; do printf '\\000%s\\n' "$mark"; done
        kill -9 "$group" 2>/dev/null; rm -rf "$2"
      } & watch=$!
      wait "$child"; code=$?
      kill "$watch" 2>/dev/null
      exit "$code"
      """;

  /** Keeps a copy of the environment. */
  public ShellCommand {
    environment = Map.copyOf(environment);
  }

  /**
   * Starts it.
   *
   * @param work is deleted when this process is gone
   * @param lines takes standard output and standard error, from a thread of its own
   */
  public ChildProcess start(WorkDirectory work, Consumer<String> lines) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "sh", text, work.path().toString()));
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return ChildProcess.start(builder, lines);
  }
}
