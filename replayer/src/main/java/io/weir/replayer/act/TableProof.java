package io.weir.replayer.act;

import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.plan.PlannedRecord.Expected;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the proof in the table of events.
 *
 * @param table the table
 */
public record TableProof(StoreLookup table) implements Proof {

  @Override
  public List<Finding> look(List<Work> records) {
    List<String> ids =
        records.stream()
            .map(Work::expected)
            .flatMap(Optional::stream)
            .map(Expected::eventId)
            .distinct()
            .toList();
    if (ids.isEmpty()) {
      return NONE.look(records);
    }
    try {
      Map<String, String> hashes = table.contentHashes(ids);
      return records.stream().map(work -> finding(work, hashes)).toList();
    } catch (LookupException e) {
      return records.stream()
          .map(work -> work.expected().isEmpty() ? Finding.NO_TABLE : Finding.UNREADABLE)
          .toList();
    }
  }

  private static Finding finding(Work work, Map<String, String> hashes) {
    if (work.expected().isEmpty()) {
      return Finding.NO_TABLE;
    }
    String hash = hashes.get(work.expected().get().eventId());
    if (hash == null) {
      return Finding.ABSENT;
    }
    return hash.equals(work.expected().get().contentHash()) ? Finding.HOME : Finding.OTHER;
  }
}
