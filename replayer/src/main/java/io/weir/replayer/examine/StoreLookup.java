package io.weir.replayer.examine;

import java.util.Collection;
import java.util.Map;

/** The table as examination sees it. */
public interface StoreLookup {

  /**
   * Looks events up.
   *
   * @param eventIds any number of distinct identities
   * @return the content hash of each that is stored; what is not in here is not stored
   * @throws LookupException if any of them could not be looked up
   */
  Map<String, String> contentHashes(Collection<String> eventIds) throws LookupException;

  /** The table could not be asked, so nothing is known about what it holds. */
  final class LookupException extends Exception {

    private static final long serialVersionUID = 1;

    /** Makes one with a message for a person. */
    public LookupException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
