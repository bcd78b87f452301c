package io.weir.replayer.cli;

import io.weir.replayer.recover.Pause;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a command runs: what it prints to, and how long it may go on.
 *
 * @param out takes results
 * @param err takes what a person should know
 * @param stopAt when to stop, as Ctrl-C does it, because the process will be ended soon after
 * @param lasting whether there are a terminal, a signal to stop, and files that are still there
 *     next time
 */
public record Console(PrintWriter out, PrintWriter err, Optional<Instant> stopAt, boolean lasting) {

  /** Waits as long as it is told to. */
  static final Pause WAIT = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  /** Returns that of this process, which a person or a script has started. */
  static Console ofProcess() {
    return ofProcess(
        StandardOutput.PROCESS.writer(),
        EscapingWriter.to(
            new FileOutputStream(FileDescriptor.err), EscapingWriter.charset("stderr")));
  }

  /** Returns one of a process whose output goes elsewhere. */
  static Console ofProcess(PrintWriter out, PrintWriter err) {
    return new Console(out, err, Optional.empty(), true);
  }

  /** Returns that of a call of a function, which ends at a time that is known. */
  public static Console ofFunction(PrintWriter out, PrintWriter err, Instant stopAt) {
    return new Console(out, err, Optional.of(stopAt), false);
  }

  /** Tells a person something that is no result; a command in it can be copied as it is. */
  void note(String text) {
    err.println("replayer: " + text);
    err.flush();
  }

  /** Tells whether nothing more is to be begun. */
  boolean isOver() {
    return stopAt.map(end -> !Instant.now().isBefore(end)).orElse(false);
  }

  /** Returns how to wait for the stream, as long as there is time. */
  Pause reading() {
    return time -> {
      if (isOver()) {
        throw new InterruptedException("there is no time left");
      }
      WAIT.pause(time);
    };
  }

  /** Refuses what would be kept in a file, where files do not last. */
  void refuseFile(String what, String instead) {
    if (!lasting) {
      throw new Stop(Exit.USAGE, what + " does not last in a function: " + instead);
    }
  }
}
