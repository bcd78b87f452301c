package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.DynamoDbJournal;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.QueueJournal;
import io.weir.replayer.run.RunStart.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** The options that say where it is written down what is done, and by whom. */
final class JournalOptions {

  private final Console console;

  private static final String TABLE = "dynamodb:";

  @Option(
      names = "--journal",
      paramLabel = "FILE|dynamodb:TABLE",
      description = {
        "Write down there what is done. A table with the text keys pk and sk is for a " + "team:",
        "no two of its runs work on the same record. Default: a file for each queue in "
            + "$XDG_STATE_HOME/weir, or ~/.local/state/weir"
      })
  private @Nullable String journal;

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Who is acting. Default: the user's name and this machine's")
  private @Nullable String actor;

  JournalOptions(Console console) {
    this.console = console;
  }

  /** Opens the journal of a queue, by its URL; a file is then this process's alone. */
  Journal open(AwsClients clients, String queue) {
    if (table().isPresent()) {
      return shared(clients, queue);
    }
    refuseFile();
    return new QueueJournal(FileJournal.open(path(queue)), queue);
  }

  /** Returns what a queue's journal holds, at once. */
  List<Entry> entries(AwsClients clients, String queue) {
    List<Entry> entries = new ArrayList<>();
    read(clients, queue, entries::add);
    return entries;
  }

  /** Hands on what a queue's journal holds; another process may have it open. */
  void read(AwsClients clients, String queue, Consumer<? super Entry> reader) {
    if (table().isPresent()) {
      shared(clients, queue).read(reader);
    } else {
      refuseFile();
      FileJournal.read(path(queue), QueueJournal.part(queue, reader));
    }
  }

  private DynamoDbJournal shared(AwsClients clients, String queue) {
    return new DynamoDbJournal(
        clients.dynamoDb(), table().orElseThrow(), queue, InstantSource.system(), Console.WAIT);
  }

  /**
   * Returns the exit code of a journal's failure: a table's name or a permission may be wrong, or
   * what was named is no file.
   */
  static int exit(JournalException e) {
    if (e instanceof JournalException.NoFileException) {
      return Exit.USAGE;
    }
    boolean wrong =
        e.getCause() instanceof SdkException cause
            && Set.of(Failure.Kind.NO_ACCESS, Failure.Kind.NOT_FOUND)
                .contains(Failure.of(cause).kind());
    return wrong ? Exit.NO_ACCESS : Exit.FAILED;
  }

  private void refuseFile() {
    console.refuseFile("a journal in a file", "add --journal dynamodb:TABLE");
  }

  private Optional<String> table() {
    return journal != null && journal.startsWith(TABLE)
        ? Optional.of(journal.substring(TABLE.length()))
        : Optional.empty();
  }

  /** Returns where a queue's journal is, or would be if it were a file. */
  Path path(String queue) {
    return journal == null || table().isPresent()
        ? directory().resolve(fileName(queue))
        : Path.of(journal);
  }

  /** Returns where journals are kept by default. */
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
            .orElseGet(() -> System.getProperty("user.name", "unknown") + "@" + host());
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
