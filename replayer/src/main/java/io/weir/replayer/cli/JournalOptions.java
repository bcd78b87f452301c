package io.weir.replayer.cli;

import io.weir.replayer.act.Actor;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where it is written down what is done, and by whom. */
final class JournalOptions {

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = {
        "Write down there what is done. Default: a file for each queue in",
        "$XDG_STATE_HOME/weir, or ~/.local/state/weir"
      })
  private @Nullable String journal;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Who is acting. Default: the user's name and this machine's")
  private @Nullable String actor;

  /** Opens the journal of a queue, for this process alone. */
  Journal open(String queue) {
    try {
      return FileJournal.open(path(queue));
    } catch (JournalException e) {
      throw new Stop(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns what a queue's journal holds, without taking it from anybody. */
  List<Entry> entries(String queue) {
    try {
      return FileJournal.entries(path(queue));
    } catch (JournalException e) {
      throw new Stop(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns where a queue's journal is. */
  Path path(String queue) {
    return journal == null ? directory().resolve(fileName(queue)) : Path.of(journal);
  }

  /** Returns where journals are kept unless somebody says otherwise. */
  static Path directory() {
    String state = System.getenv("XDG_STATE_HOME");
    return state == null || state.isBlank()
        ? Path.of(System.getProperty("user.home"), ".local", "state", "weir")
        : Path.of(state, "weir");
  }

  /** A queue's URL names host, account and queue: two queues never share a journal. */
  private static String fileName(String queue) {
    return queue.replaceFirst("^[a-z]+://", "").replaceAll("[^A-Za-z0-9._-]", "_") + ".ndjson";
  }

  /** Returns who acts, and why. */
  Actor actor(@Nullable String reason) {
    String name =
        Optional.ofNullable(actor)
            .orElseGet(() -> System.getProperty("user.name", "somebody") + "@" + host());
    return new Actor(name, reason == null ? "" : reason);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
