package io.weir.replayer.run;

import io.weir.replayer.journal.Resent;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.StreamRoute.RedeadletteredLookup;
import io.weir.replayer.run.RedriveSetup.Reread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through the dead letters that can be seen now. Each is given back at once; what another run
 * holds is not seen.
 *
 * @param queue the dead-letter queue
 * @param reread reads what a letter points at
 */
public record QueueRedeadletteredLookup(LetterQueue queue, Reread reread)
    implements RedeadletteredLookup {

  /** So that a look at a long queue ends; what lies behind has not been seen. */
  private static final int MOST = 2_000;

  private static final int EMPTY_ANSWERS = 2;

  /** Long enough for the look; a process that dies meanwhile hides them no longer. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  @Override
  public Map<Resent, String> look(Collection<Resent> resent) throws InterruptedException {
    if (resent.isEmpty()) {
      return Map.of();
    }
    List<Leased> candidates;
    try {
      candidates = candidates(resent);
    } catch (QueueException e) {
      return Map.of(); // not seen; a caller that needs the queue for more is told why
    }
    Map<Resent, String> found = new HashMap<>();
    for (Recovery recovery : candidates.isEmpty() ? List.<Recovery>of() : reread.read(candidates)) {
      for (Resent held : held(recovery)) {
        if (resent.contains(held)) {
          found.put(held, recovery.letter().id());
        }
      }
    }
    return found;
  }

  /** Returns what a letter holds, as if the replayer had put it there. */
  static List<Resent> held(Recovery recovery) {
    List<Resent> held = new ArrayList<>();
    for (RecoveredRecord record : recovery.records()) {
      held.add(new Resent(record.coordinates().toString(), record.payload().sha256()));
    }
    return held;
  }

  private List<Leased> candidates(Collection<Resent> resent) {
    Map<String, String> seen = new HashMap<>();
    List<Leased> candidates = new ArrayList<>();
    try {
      int empty = 0;
      while (empty < EMPTY_ANSWERS && seen.size() < MOST) {
        List<Leased> letters = queue.lease(LEASE);
        int before = seen.size();
        for (Leased letter : letters) {
          boolean fresh = seen.put(letter.message(), letter.receipt()) == null;
          if (fresh && mayHold(letter, resent)) {
            candidates.add(letter);
          }
        }
        empty = seen.size() == before ? empty + 1 : 0;
      }
    } finally {
      if (!seen.isEmpty()) {
        queue.extend(seen, Duration.ZERO);
      }
    }
    return candidates;
  }

  private static boolean mayHold(Leased letter, Collection<Resent> resent) {
    DeadLetter content =
        LetterReader.read(Bytes.of(letter.body().getBytes(StandardCharsets.UTF_8)));
    return resent.stream().anyMatch(each -> mayHold(content, each.as()));
  }

  private static boolean mayHold(DeadLetter content, String at) {
    if (content instanceof Pointer pointer) {
      String shard = pointer.range().stream().name() + "/" + pointer.range().shardId() + "/";
      return at.startsWith(shard)
          && SequenceNumber.parse(at.substring(shard.length()))
              .filter(pointer.range()::contains)
              .isPresent();
    }
    return content instanceof ParkedRecord parked
        && parked.record().coordinates().toString().equals(at);
  }
}
