package io.weir.replayer.run;

import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.RedeadletteredLookup;
import io.weir.replayer.route.Route;

/**
 * What a redrive calls.
 *
 * @param queue where the dead letters are
 * @param reread tells what they are now
 * @param route where the records go
 * @param proof tells what became of them
 * @param filter says which records the mapping drops today
 */
public record RedriveServices(
    LetterQueue queue, Reread reread, Route route, Proof proof, MappingFilter filter) {

  /** Returns what finds records in newer messages. */
  RedeadletteredLookup redeadlettered() {
    return new QueueRedeadletteredLookup(queue, reread);
  }
}
