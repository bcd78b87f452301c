package io.weir.replayer.journal;

import io.weir.replayer.journal.Journal.Claim;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One process' journal in a table that it shares with others. */
public final class SharedJournal implements Journal {

  private final SharedTable table;
  private final Map<String, Integer> fences = new HashMap<>();

  public SharedJournal(SharedTable table) {
    this.table = table;
  }

  @Override
  public String location() {
    return "a table";
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  @Override
  public void read(Consumer<? super Entry> reader) {
    table.read().forEach(reader);
  }

  @Override
  public void write(List<? extends Entry> entries) {
    if (!table.write(entries, fences)) {
      throw new JournalException("another run has taken records over in the meantime");
    }
  }

  @Override
  public Map<String, Claim> claim(String run, Map<String, String> payloads, boolean despiteStored) {
    Map<String, Claim> claims = new LinkedHashMap<>();
    payloads.forEach(
        (record, payload) -> {
          SharedTable.Wanted wanted = new SharedTable.Wanted(record, payload, despiteStored);
          claims.put(record, table.claim(run, wanted, fences));
        });
    return claims;
  }

  @Override
  public void release(String run, Collection<String> records) {
    for (String record : records) {
      if (!table.release(run, record)) {
        fences.remove(record);
      }
    }
  }

  @Override
  public void close() {
    // each run gives back what it has claimed
  }
}
