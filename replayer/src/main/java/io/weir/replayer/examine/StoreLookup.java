package io.weir.replayer.examine;

import io.weir.event.Event;
import io.weir.event.StoredEvent.Likeness;
import java.util.List;
import java.util.Optional;

/** The table of events, as the replayer sees it. */
@FunctionalInterface
public interface StoreLookup {

  /**
   * Compares events with what the table holds under their identities, by consistent reads.
   *
   * @return one answer an event, in the events' order: how what is stored compares with it, never
   *     {@link Likeness#UNDECIDED}; empty where nothing is stored
   * @throws LookupException if any of them could not be looked up
   */
  List<Optional<Likeness>> look(List<Event> events) throws LookupException;

  /** The table could not be asked, so nothing is known about what it holds. */
  final class LookupException extends Exception {

    private static final long serialVersionUID = 1;

    /** Makes one with a message for a person. */
    public LookupException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
