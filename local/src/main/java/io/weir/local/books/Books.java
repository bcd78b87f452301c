package io.weir.local.books;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * Where every record is: the conservation law in figures, in Jepsen's words.
 *
 * @param put what the stream has, and what its producers know of that
 * @param fates where the records are that the stream has accepted
 * @param duplicated rows beyond one an event
 * @param unexpected rows that no record explains or whose bytes are others, and messages of no
 *     known kind
 * @param violations what is wrong, a line each, the first ones
 */
public record Books(
    @JsonUnwrapped Put put,
    @JsonUnwrapped Fates fates,
    int duplicated,
    int unexpected,
    List<String> violations) {

  /**
   * Records in the stream.
   *
   * @param acknowledged records that the stream confirmed to a producer
   * @param recovered records in the stream whose producer had no answer
   * @param again records in the stream that the replayer has put there again; they are counted with
   *     the first, and not as accepted
   * @param accepted records in the stream: every one of them must not be lost
   */
  public record Put(int acknowledged, int recovered, int again, int accepted) {}

  /**
   * Records that the stream has accepted, by where they are.
   *
   * @param stored records whose event, byte for byte or repaired, is in the table
   * @param waiting records that are in the queue, their bytes within reach, and not in the table
   * @param discarded records that a person gave up with a reason, their bytes archived
   * @param lost records that are nowhere
   */
  public record Fates(int stored, int waiting, int discarded, int lost) {}

  /** Takes a copy. */
  public Books {
    violations = List.copyOf(violations);
  }

  /** Says whether the promise held. */
  public boolean hold() {
    return fates.lost == 0
        && duplicated == 0
        && unexpected == 0
        && put.accepted == fates.stored + fates.waiting + fates.discarded;
  }
}
