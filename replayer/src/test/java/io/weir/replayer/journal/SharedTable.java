package io.weir.replayer.journal;

import io.weir.replayer.journal.Journal.Claim;
import java.util.List;
import java.util.Map;

/** The calls that a shared journal makes of its table; each is done whole or not at all. */
public interface SharedTable {

  /** Returns all entries, as the table orders them. */
  List<Entry> read();

  /**
   * Writes entries in one transaction.
   *
   * @param fences the number under which the run has claimed each record that it has claimed
   * @return whether it was done; not if a record is another run's by now
   */
  boolean write(List<? extends Entry> entries, Map<String, Integer> fences);

  /**
   * Claims a record.
   *
   * @param fences receives the number under which it was claimed
   */
  Claim claim(String run, Wanted wanted, Map<String, Integer> fences);

  /** A record with what is to be sent of it; also if the journal says that this is stored. */
  record Wanted(String record, String payload, boolean despiteStored) {}

  /** Gives a record back; returns whether it was still the run's. */
  boolean release(String run, String record);
}
