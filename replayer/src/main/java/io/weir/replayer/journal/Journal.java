package io.weir.replayer.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A log of effects that survives its writer, and the right to work on a record.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>When {@link #write} returns, the entries are safe from a crash of this machine's process and
 * of its disk's cache. When it throws, they may or may not have been kept; the caller must not go
 * on with the effect that they announce.
 */
public interface Journal extends AutoCloseable {

  /** Returns where it is kept, for a person. */
  String location();

  /**
   * Tells whether no other process can be writing: the writer before is gone, and what it still
   * holds may be taken from it.
   */
  boolean isExclusive();

  /**
   * Hands all entries on, one by one, in the order in which they were written.
   *
   * @throws JournalException if it cannot be read, if an entry in the middle is damaged, or if a
   *     newer version of the replayer has written one that this version does not understand
   */
  void read(Consumer<? super Entry> reader);

  /** Returns all entries: for what needs them at once. A long journal needs as much memory. */
  default List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    read(entries::add);
    return entries;
  }

  /**
   * Writes entries, all of one run.
   *
   * @throws JournalException if they are not known to be kept, or if another run has taken a record
   *     over in the meantime
   */
  void write(List<? extends Entry> entries);

  /**
   * Takes records for a run, so that no other run works on them at the same time.
   *
   * @param payloads the SHA-256 of what is to be sent, by record: one that was stored with another
   *     payload, as before a repair, is not stored with this one
   * @param despiteStored also takes those that the journal says are stored with this payload: the
   *     table has said that they are not
   * @return one answer for each record
   * @throws JournalException if it cannot be asked
   */
  Map<String, Claim> claim(String run, Map<String, String> payloads, boolean despiteStored);

  /** Gives a run's records back. What is not given back becomes free when its time is over. */
  void release(String run, Collection<String> records);

  @Override
  void close();

  /** The answer to a run that wants to work on a record. */
  public sealed interface Claim {

    /** The record is this run's. */
    record Granted() implements Claim {}

    /**
     * Another run works on it.
     *
     * @param owner that run, with who started it, for a person
     */
    record Held(String owner) implements Claim {}

    /** Another run has stored it since this one looked. */
    record Done(String detail) implements Claim {}
  }
}
