package io.weir.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.weir.local.demo.PlannedRecord.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where every accepted record is: the conservation law in figures.
 *
 * @param accepted records that the stream confirmed
 * @param stored records whose event, byte for byte or repaired, is in the table; duplicates of one
 *     included
 * @param items the table's rows
 * @param waiting records that are in the queue, their bytes still reachable, and not in the table
 * @param discarded records that a person gave up with a reason, their bytes archived
 * @param lost records that are nowhere
 * @param duplicated rows beyond one an event
 * @param unexpected rows that no accepted record explains, malformed records that were stored, and
 *     messages of no known kind
 * @param pointers messages of the mapping
 * @param parked messages of the function
 */
@JsonPropertyOrder({"accepted", "stored", "items", "waiting", "discarded", "lost", "duplicated"})
record Tally(
    int accepted,
    int stored,
    int items,
    int waiting,
    int discarded,
    int lost,
    int duplicated,
    int unexpected,
    int pointers,
    int parked) {

  /**
   * Says of every record where it is, from what was read of the table, the queue and the stream.
   *
   * @param discarded the hashes of archived bytes by position
   */
  static Tally of(
      List<AcceptedRecord> accepted,
      Items items,
      DeadLetters dead,
      Map<String, String> readable,
      Map<String, String> discarded) {
    int stored = 0;
    int waiting = 0;
    int givenUp = 0;
    int malformedStored = 0;
    Set<String> explained = new HashSet<>();
    for (AcceptedRecord record : accepted) {
      String hash = record.contentHash();
      String found = items.hashes().get(record.eventId());
      if (hash.equals(found) || record.repairedHash().filter(it -> it.equals(found)).isPresent()) {
        stored++;
        malformedStored += record.planned().kind() == Kind.MALFORMED && hash.equals(found) ? 1 : 0;
        explained.add(record.eventId());
      } else if (hash.equals(readable.get(record.position()))
          || hash.equals(dead.parked().get(record.position()))) {
        waiting++;
      } else if (hash.equals(discarded.get(record.position()))) {
        givenUp++;
      }
    }
    return new Tally(
        accepted.size(),
        stored,
        items.hashes().size(),
        waiting,
        givenUp,
        accepted.size() - stored - waiting - givenUp,
        items.repeatedOrigins(),
        items.hashes().size() - explained.size() + malformedStored + dead.unknown().size(),
        dead.pointers().size(),
        dead.parkedMessages());
  }

  /** Says whether the promise held. */
  @JsonIgnore
  boolean holds() {
    return lost == 0
        && duplicated == 0
        && unexpected == 0
        && accepted == stored + waiting + discarded;
  }
}
