package io.weir.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.weir.local.demo.PlannedRecord.Kind;
import java.util.List;
import java.util.Map;

/**
 * Where every accepted record is: the conservation law in figures.
 *
 * @param accepted records that the stream confirmed
 * @param stored records whose event, byte for byte, is in the table; duplicates of one included
 * @param items the table's rows
 * @param waiting records that are in the queue, their bytes still reachable, and not in the table
 * @param discarded records that a person gave up; the tour has nobody who would
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
   */
  static Tally of(
      List<AcceptedRecord> accepted, Items items, DeadLetters dead, Map<String, String> readable) {
    int stored = 0;
    int waiting = 0;
    int malformedStored = 0;
    for (AcceptedRecord record : accepted) {
      String hash = record.contentHash();
      if (hash.equals(items.hashes().get(record.eventId()))) {
        stored++;
        malformedStored += record.planned().kind() == Kind.MALFORMED ? 1 : 0;
      } else if (hash.equals(readable.get(record.position()))
          || hash.equals(dead.parked().get(record.position()))) {
        waiting++;
      }
    }
    long explained =
        accepted.stream()
            .filter(record -> record.contentHash().equals(items.hashes().get(record.eventId())))
            .map(AcceptedRecord::eventId)
            .distinct()
            .count();
    int unexplained = items.hashes().size() - (int) explained;
    return new Tally(
        accepted.size(),
        stored,
        items.hashes().size(),
        waiting,
        0,
        accepted.size() - stored - waiting,
        items.repeatedOrigins(),
        unexplained + malformedStored + dead.unknown().size(),
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
