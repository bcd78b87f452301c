package io.weir.replayer.route;

import io.weir.replayer.journal.Resent;
import java.util.Collection;
import java.util.Map;

/**
 * Looks for records that were put into the stream again and have become dead letters once more.
 *
 * <p>It never guesses: a record is only named when it was seen in a dead letter, at its very
 * sequence number and the same to the byte. What cannot be looked at has not been seen.
 */
@FunctionalInterface
public interface RedeadletteredLookup {

  /** Returns the id of a message that holds it, for those that were seen. */
  Map<Resent, String> look(Collection<Resent> resent) throws InterruptedException;
}
