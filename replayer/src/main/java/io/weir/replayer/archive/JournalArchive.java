package io.weir.replayer.archive;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.recover.Archive;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The copies in a journal's entries.
 *
 * @param hashes the SHA-256 of each export line
 */
public record JournalArchive(Set<String> hashes) implements Archive {

  /** Takes what was discarded, and what a redrive kept. */
  public static JournalArchive of(List<Entry> entries) {
    Set<String> hashes = new HashSet<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Archived one) {
        hashes.add(hash(one.letter()));
      } else if (entry instanceof Entry.Kept one) {
        hashes.add(hash(one.letter()));
      }
    }
    return new JournalArchive(hashes);
  }

  private static String hash(String line) {
    return Bytes.of(line.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  @Override
  public boolean holds(Bytes line) {
    return hashes.contains(line.sha256());
  }
}
