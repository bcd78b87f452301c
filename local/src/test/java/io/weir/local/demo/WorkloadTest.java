package io.weir.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.demo.PlannedRecord.Kind;
import java.util.HashSet;
import java.util.List;
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

    long malformed = plan.stream().filter(record -> record.kind() == Kind.MALFORMED).count();
    assertThat(malformed).isBetween(150L, 250L).isGreaterThan(Malformation.values().length);
  }

  @Test
  void nothingIsMalformedWhenNothingIsAskedFor() {
    assertThat(new Workload(7, 0).plan(5_000))
        .noneMatch(record -> record.kind() == Kind.MALFORMED || record.kind() == Kind.CONFLICT);
  }

  @Test
  void malformationsOfOneNumberDiffer() {
    Set<String> hashes = new HashSet<>();
    for (Malformation malformation : Malformation.values()) {
      hashes.add(AcceptedRecord.sha256(malformation.payload(5)));
    }

    assertThat(hashes).hasSize(Malformation.values().length);
  }

  @Test
  void aDuplicateHasTheBytesAndTheKeyOfAnEarlierRecord() {
    List<PlannedRecord> plan = new Workload(7, 2).plan(3_000);
    Set<String> earlier = new HashSet<>();
    for (PlannedRecord record : plan) {
      String form = record.partitionKey() + AcceptedRecord.sha256(record.payload());
      if (record.kind() == Kind.DUPLICATE) {
        assertThat(earlier).contains(form);
      }
      earlier.add(form);
    }
  }

  private static List<String> hashes(List<PlannedRecord> plan) {
    return plan.stream().map(record -> AcceptedRecord.sha256(record.payload())).toList();
  }
}
