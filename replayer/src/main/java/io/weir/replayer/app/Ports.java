package io.weir.replayer.app;

import io.weir.replayer.archive.JournalArchive;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.route.FileRoute;
import io.weir.replayer.route.FunctionCall;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamPut;
import io.weir.replayer.route.TableProof;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The services that the replayer calls. Nothing is called before it is needed. */
public interface Ports {

  /** Returns the dead-letter queue of a URL. */
  LetterQueue queue(String url);

  /** Returns what reads streams. */
  StreamReader stream();

  /**
   * Returns the table of events of a name.
   *
   * @throws ReplayerException if it proves nothing, because its form is another one
   */
  StoreLookup table(String name);

  /** Returns what proves in a table of events that a record is stored. */
  default Proof proof(String table, Judge judge) {
    return new TableProof(table(table), judge);
  }

  /** Returns the filters of the mappings, as they are today. */
  MappingFilter filter();

  /**
   * Returns a function.
   *
   * @param streams the ARNs of the streams whose mapping to the function is meant
   */
  CalledFunction function(String arn, List<String> streams);

  /**
   * A function that can be called with records.
   *
   * @param role its execution role's ARN; empty if it is not known
   * @param reports whether its answer says which records failed (ESM-8)
   */
  record CalledFunction(FunctionCall call, String role, boolean reports) {}

  /** Returns what puts records into the stream of an ARN. */
  StreamPut put(String arn);

  /**
   * Opens a file, to which records are appended.
   *
   * @throws io.weir.replayer.route.RouteException if it cannot be opened
   */
  default Route file(Path path) {
    return FileRoute.append(path);
  }

  /** Returns which exports in a queue are believed: those that a journal holds. */
  default Archive archive(Supplier<List<Entry>> journal) {
    return JournalArchive.of(journal.get());
  }

  /** Tells the user something that is no result, in one line. */
  void note(String text);
}
