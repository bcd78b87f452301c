package io.weir.replayer.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A log of effects that survives its writer, and the right to work on a record.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>When {@link #write} returns, the entries are safe from a crash of this machine's process and
 * of its disk's cache. When it throws, they may or may not have been kept; whoever wrote must not
 * go on with the effect that they announce.
 */
public interface Journal extends AutoCloseable {

  /** Returns where it is kept, for a person. */
  String location();

  /**
   * Tells whether nobody else can be writing: whoever wrote before is gone, and what it still holds
   * may be taken from it.
   */
  boolean isExclusive();

  /**
   * Returns all entries in the order in which they were written.
   *
   * @throws JournalException if it cannot be read, or an entry in the middle is damaged
   */
  List<Entry> entries();

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
   * @return one answer for each record
   * @throws JournalException if it cannot be asked
   */
  Map<String, Claim> claim(String run, Collection<String> records);

  /** Gives a run's records back. What is not given back falls free when its time is over. */
  void release(String run, Collection<String> records);

  @Override
  void close();
}
