package io.weir.replayer.doctor;

import io.weir.replayer.letter.StreamArn;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks for the facts, and tries out what a recovery will need. Changes nothing. */
public interface Probes {

  /** Returns how long a stream keeps a record. */
  Duration retention(StreamArn stream) throws ProbeException;

  /**
   * Returns the facts of a stream's mappings.
   *
   * @param functions the ARNs without qualifier of the functions that are meant; none: any
   */
  List<MappingFacts> mappings(StreamArn stream, Set<String> functions) throws ProbeException;

  /** Returns the facts of the queue of a URL. */
  QueueFacts queue(String url) throws ProbeException;

  /** Tries to read a record of a stream. */
  Finding read(StreamArn stream);

  /** Tries to read an item of a table. */
  Finding lookUp(String table);

  /** Tries whether a function may be invoked, without invoking it. */
  Finding invoke(String function);

  /** A fact cannot be asked for. The message is one line for the user. */
  final class ProbeException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    /** A fault with its cause. */
    public ProbeException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * What a dead-letter queue is set to.
   *
   * @param name its name
   * @param retention how long it keeps a message; absent if it does not say
   * @param waiting how many messages it has, about
   * @param redrives whether it moves messages on that were received too often
   */
  public record QueueFacts(
      String name, Optional<Duration> retention, long waiting, boolean redrives) {}
}
