package io.weir.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.books.Hash;
import io.weir.local.books.PlannedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tour puts. */
class WorkloadTest {

  @Test
  void theSameSeedPlansTheSameRecordsToTheByte() {
    assertThat(hashes(new Workload(7, 10).plan(2_000)))
        .isEqualTo(hashes(new Workload(7, 10).plan(2_000)))
        .isNotEqualTo(hashes(new Workload(8, 10).plan(2_000)));
  }

  @Test
  void malformedRecordsAreOfEveryKindAndAboutAsManyAsAsked() {
    List<PlannedRecord> plan = new Workload(7, 2).plan(10_000);

    long malformed = plan.stream().filter(PlannedRecord::poison).count();
    assertThat(malformed).isBetween(150L, 250L).isGreaterThan(Malformation.values().length);
  }

  @Test
  void nothingIsMalformedWhenNothingIsAskedFor() {
    List<PlannedRecord> plan = new Workload(7, 0).plan(5_000);

    assertThat(plan).noneMatch(PlannedRecord::poison);
    assertThat(conflicts(plan)).isEmpty();
  }

  @Test
  void someEventsHaveTheIdentityOfAnEarlierOneAndOtherBytes() {
    assertThat(conflicts(new Workload(7, 2).plan(5_000))).isNotEmpty();
  }

  @Test
  void malformationsOfOneNumberDiffer() {
    Set<Hash> hashes = new HashSet<>();
    for (Malformation malformation : Malformation.values()) {
      hashes.add(Hash.of(malformation.payload(5)));
    }

    assertThat(hashes).hasSize(Malformation.values().length);
  }

  @Test
  void aDuplicateHasTheBytesAndTheKeyOfAnEarlierRecord() {
    Map<Hash, String> keys = new HashMap<>();
    int duplicates = 0;
    for (PlannedRecord record : new Workload(7, 2).plan(3_000)) {
      String earlier = keys.putIfAbsent(record.hash(), record.partitionKey());
      if (earlier != null && !record.poison()) {
        duplicates++;
        assertThat(record.partitionKey()).isEqualTo(earlier);
      }
    }
    assertThat(duplicates).isBetween(30, 150);
  }

  @Test
  void aRepairPutsTheTextIntoAnObject() {
    assertThat(new String(Workload.repaired("{\"n\"".getBytes(UTF_8)), UTF_8))
        .isEqualTo("{\"malformed\":\"{\\\"n\\\"\"}");
  }

  /** Returns the records whose identity an earlier one has, with other bytes. */
  private static List<PlannedRecord> conflicts(List<PlannedRecord> plan) {
    Map<String, Hash> named = new HashMap<>();
    List<PlannedRecord> conflicts = new ArrayList<>();
    for (PlannedRecord record : plan) {
      if (record.eventId().isPresent()) {
        Hash earlier = named.putIfAbsent(record.eventId().get(), record.hash());
        if (earlier != null && !earlier.equals(record.hash())) {
          conflicts.add(record);
        }
      }
    }
    return conflicts;
  }

  private static List<Hash> hashes(List<PlannedRecord> plan) {
    return plan.stream().map(PlannedRecord::hash).toList();
  }
}
