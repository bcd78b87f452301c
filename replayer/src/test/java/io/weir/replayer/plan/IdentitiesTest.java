package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Event;
import io.weir.event.EventSettings;
import io.weir.replayer.examine.HashTable;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.examine.StoreLookup.LookupException;
import io.weir.replayer.letter.RecoveredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A repaired record whose identity is taken is found while planning, not when it is sent. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IdentitiesTest {

  private static final String FILTER = "rtrimstr(\"#\")";

  private final List<Collection<String>> asked = new ArrayList<>();

  private static String hash(String payload) {
    return Given.bytes(payload).sha256();
  }

  /** Each record in a letter of its own. */
  private static List<PlannedLetter> planned(RecoveredRecord... records) {
    Planner planner = Given.repairing(FILTER);
    return Arrays.stream(records)
        .map(record -> Given.letter("m-" + record.coordinates().sequenceNumber(), record))
        .map(letter -> planner.plan(letter, Given.examined(letter, Map.of())))
        .toList();
  }

  private List<PlannedRecord> checked(Map<String, String> table, RecoveredRecord... records) {
    StoreLookup lookup =
        events -> {
          asked.add(events.stream().map(Event::eventId).toList());
          return HashTable.of(table).look(events);
        };
    return new Identities(Optional.of(lookup), new Judge(EventSettings.DEFAULT))
        .check(planned(records)).stream().flatMap(letter -> letter.records().stream()).toList();
  }

  @Test
  void anIdentityThatAnotherContentHasInTheTableKeepsTheRecord() {
    List<PlannedRecord> records =
        checked(
            Map.of("e1", hash("something else")),
            Given.record(1, "{\"eventId\":\"e1\"}#"),
            Given.record(2, "{\"eventId\":\"e2\"}#"));
    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.KEEP, Action.REPAIR);
    assertThat(records.get(0).why()).contains("another content is stored under its eventId");
    assertThat(records.get(0).repair()).isNull();
  }

  @Test
  void whatIsStoredAsRepairedIsSkippedAndItsOriginalStaysInThePlan() {
    String repaired = "{\"eventId\":\"e1\"}";
    RecoveredRecord broken = Given.record(1, repaired + "#");
    PlannedRecord record = checked(Map.of("e1", hash(repaired)), broken).get(0);
    assertThat(record.action()).isEqualTo(Action.SKIP_STORED);
    assertThat(record.repair())
        .isEqualTo(
            new PlannedRecord.Repair(
                "raw " + FILTER, broken.payload().base64(), Given.bytes(repaired).base64()));
  }

  @Test
  void anIdentityByOriginIsLookedUpToo() {
    PlannedRecord record =
        checked(Map.of(Given.name(7), hash("other")), Given.record(7, "{}#")).get(0);
    assertThat(record.action()).isEqualTo(Action.KEEP);
  }

  @Test
  void allRepairedRecordsAreLookedUpAtOnceAndNoOthers() {
    checked(
        Map.of(),
        Given.record(1, "{\"eventId\":\"e2\"}#"),
        Given.record(2, "{\"eventId\":\"e1\"}#"),
        Given.record(3, "{\"eventId\":\"whole\"}"),
        Given.record(4, "{\"eventId\":\"e1\"}#"));
    assertThat(asked).containsExactly(List.of("e2", "e1", "e1"));
  }

  @Test
  void aPlanWithoutRepairsAsksTheTableNothing() {
    checked(Map.of(), Given.record(1, "{\"eventId\":\"e1\"}"), Given.record(2, "hopeless"));
    assertThat(asked).isEmpty();
  }

  @Test
  void ofTwoRepairsWithOneIdentityAndTwoContentsTheLaterIsKept() {
    RecoveredRecord later = Given.record(9, "{\"eventId\":\"e\",\"n\":9}#");
    RecoveredRecord earlier = Given.record(2, "{\"eventId\":\"e\",\"n\":2}#");
    List<PlannedRecord> records = checked(Map.of(), later, earlier);
    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.KEEP, Action.REPAIR);
    assertThat(records.get(0).why()).contains("another record of this plan has its eventId");
  }

  @Test
  void ofARepairAndARecordThatNeedsNoneTheRepairIsKept() {
    assertThat(
            checked(
                Map.of(),
                Given.record(1, "{\"eventId\":\"e\",\"n\":1}#"),
                Given.record(2, "{\"eventId\":\"e\",\"n\":2}")))
        .extracting(PlannedRecord::action)
        .containsExactly(Action.KEEP, Action.REDRIVE);
  }

  @Test
  void ofTwoRecordsWithOneIdentityAndTwoContentsTheLaterIsAConflict() {
    List<PlannedRecord> records =
        checked(
            Map.of(),
            Given.record(10, "{\"eventId\":\"e\",\"n\":10}"),
            Given.record(9, "{\"eventId\":\"e\",\"n\":9}"),
            ofKeyNine(Given.record(11, "{\"eventId\":\"e\",\"n\":9}")),
            Given.record(12, "{\"eventId\":\"e\",\"n\":9}"));
    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.KEEP, Action.REDRIVE, Action.REDRIVE, Action.KEEP);
    assertThat(records.get(0).diagnosis()).isEqualTo("CONFLICT");
    assertThat(records.get(0).why()).contains("another record of this plan has its eventId");
    assertThat(records.get(0).expected()).isNull();
  }

  private static RecoveredRecord ofKeyNine(RecoveredRecord record) {
    return new RecoveredRecord(record.coordinates(), "key-9", record.payload(), record.arrivedAt());
  }

  @Test
  void whatArrivedInTheSameMillisecondIsOrderedByNumber() {
    RecoveredRecord ten = at(Given.record(10, "{\"eventId\":\"e\",\"n\":10}"));
    RecoveredRecord nine = at(Given.record(9, "{\"eventId\":\"e\",\"n\":9}"));
    assertThat(checked(Map.of(), ten, nine))
        .extracting(PlannedRecord::action)
        .containsExactly(Action.KEEP, Action.REDRIVE);
  }

  private static RecoveredRecord at(RecoveredRecord record) {
    return new RecoveredRecord(
        record.coordinates(), record.partitionKey(), record.payload(), Given.TIME);
  }

  @Test
  void twinsOfOnePartitionKeyBothGo() {
    assertThat(
            checked(
                Map.of(),
                Given.record(9, "{\"eventId\":\"e\"}#"),
                ofKeyNine(Given.record(10, "{\"eventId\":\"e\"}#")),
                Given.record(11, "{\"eventId\":\"e\"}#")))
        .extracting(PlannedRecord::action)
        .containsExactly(Action.REPAIR, Action.REPAIR, Action.KEEP);
  }

  @Test
  void aTableThatCannotBeReadChangesNothingButTheCollisionsInThePlan() {
    List<PlannedLetter> letters =
        planned(
            Given.record(1, "{\"eventId\":\"e\",\"n\":1}#"),
            Given.record(2, "{\"eventId\":\"f\"}#"));
    StoreLookup unreadable =
        ids -> {
          throw new LookupException("throttled", new IllegalStateException());
        };
    assertThat(
            new Identities(Optional.of(unreadable), new Judge(EventSettings.DEFAULT))
                .check(letters))
        .isEqualTo(letters);
    assertThat(new Identities(Optional.empty(), new Judge(EventSettings.DEFAULT)).check(letters))
        .isEqualTo(letters);
    List<PlannedLetter> colliding =
        planned(
            Given.record(1, "{\"eventId\":\"e\",\"n\":1}#"),
            Given.record(2, "{\"eventId\":\"e\",\"n\":2}#"));
    assertThat(
            new Identities(Optional.of(unreadable), new Judge(EventSettings.DEFAULT))
                .check(colliding))
        .extracting(letter -> letter.records().get(0).action())
        .containsExactly(Action.REPAIR, Action.KEEP);
  }
}
