package io.weir.replayer.cli;

import io.weir.replayer.recover.ReadPace;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Where the commands run, as far as they have to know.
 *
 * @param stopAt when to stop, as Ctrl-C does it, because the process will be ended soon after
 * @param lasting whether there are a terminal, a signal to stop, and files that are still there
 *     next time
 */
public record Surroundings(Optional<Instant> stopAt, boolean lasting) {

  /** A process of its own, which somebody has started. */
  public static final Surroundings PROCESS = new Surroundings(Optional.empty(), true);

  /** A call of a function, which ends at a time that is known. */
  public static Surroundings function(Instant stopAt) {
    return new Surroundings(Optional.of(stopAt), false);
  }

  /** Returns those of a command. */
  static Surroundings of(CommandLine command) {
    Object root = command.getCommandSpec().root().userObject();
    return root instanceof Commands commands ? commands.surroundings() : PROCESS;
  }

  /** Tells whether nothing more is to be begun. */
  boolean isOver() {
    return stopAt.map(end -> !Instant.now().isBefore(end)).orElse(false);
  }

  /** Returns how to wait for the stream, as long as there is time. */
  ReadPace.Pause reading() {
    return time -> {
      if (isOver()) {
        throw new InterruptedException("there is no time left");
      }
      Reading.WAIT.of(time);
    };
  }

  /** Refuses what would be kept in a file, where files do not last. */
  void refuseFile(String what, String instead) {
    if (!lasting) {
      throw new Stop(Exit.USAGE, what + " does not last in a function: " + instead);
    }
  }
}
