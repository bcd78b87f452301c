package io.weir.replayer.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Event;
import io.weir.event.EventSettings;
import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.Examiner.Question;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a record is a dead letter, by our own decoder and by the table. */
class ExaminerTest {

  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  private final List<Collection<String>> asked = new ArrayList<>();

  private static RecoveredRecord record(String payload) {
    return new RecoveredRecord(
        new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("77")),
        "device-1",
        Bytes.of(payload.getBytes(StandardCharsets.UTF_8)),
        Instant.parse("2026-11-24T22:00:00Z"));
  }

  private static Question question(String payload) {
    return new Question(record(payload), Optional.empty());
  }

  private Examiner over(Map<String, String> stored) {
    return Examiner.ofOurs(
        Optional.of(
            events -> {
              asked.add(events.stream().map(Event::eventId).toList());
              return HashTable.of(stored).look(events);
            }),
        new Judge(EventSettings.DEFAULT));
  }

  private Diagnosis diagnose(Examiner examiner, Question question) {
    return examiner.examine(List.of(question)).get(0).diagnosis();
  }

  @Test
  void whatDoesNotDecodeIsPoisonWithItsReasonAndPlace() {
    assertThat(diagnose(over(Map.of()), question("{\"a\":")))
        .isInstanceOfSatisfying(
            Diagnosis.Poison.class,
            poison -> {
              assertThat(poison.reason()).isEqualTo("NOT_JSON");
              assertThat(poison.where()).contains("line 1");
            });
    assertThat(asked.get(0)).isEmpty();
  }

  @Test
  void whatIsFineAndNotStoredIsABystander() {
    Examined examined = over(Map.of()).examine(List.of(question("{\"eventId\":\"e1\"}"))).get(0);
    assertThat(examined.diagnosis()).isEqualTo(new Diagnosis.Bystander());
    assertThat(examined.identity().map(Examined.Identity::eventId)).contains("e1");
  }

  @Test
  void whatHasNoIdentityOfItsOwnIsLookedUpByItsOrigin() {
    diagnose(over(Map.of()), question("{\"a\":1}"));
    assertThat(asked.get(0)).containsExactly("orders/shardId-000000000000/77");
  }

  @Test
  void whatWasRejectedOnceAndDecodesNowIsFixed() {
    assertThat(
            diagnose(
                over(Map.of()), new Question(record("{\"a\":1}"), Optional.of("KPL_AGGREGATE"))))
        .isEqualTo(new Diagnosis.Fixed("KPL_AGGREGATE"));
  }

  @Test
  void theSameBytesInTheTableAreStored() {
    String payload = "{\"eventId\":\"e1\"}";
    assertThat(diagnose(over(Map.of("e1", record(payload).payload().sha256())), question(payload)))
        .isEqualTo(new Diagnosis.Stored());
  }

  @Test
  void otherBytesUnderTheSameIdentityAreAConflict() {
    assertThat(diagnose(over(Map.of("e1", "other")), question("{\"eventId\":\"e1\"}")))
        .isEqualTo(new Diagnosis.Conflict(Likeness.OTHER_CONTENT));
  }

  @Test
  void aTableThatCannotBeAskedIsNotAnEmptyOne() {
    Examiner examiner =
        Examiner.ofOurs(
            Optional.of(
                ids -> {
                  throw new StoreLookup.LookupException("throttled", new RuntimeException());
                }),
            new Judge(EventSettings.DEFAULT));
    assertThat(diagnose(examiner, question("{}")))
        .isInstanceOfSatisfying(
            Diagnosis.Unknown.class, it -> assertThat(it.why()).contains("throttled"));
    assertThat(diagnose(examiner, question("{"))).isInstanceOf(Diagnosis.Poison.class);
  }

  @Test
  void withoutATableItIsNotKnownWhetherItIsStored() {
    assertThat(
            diagnose(
                Examiner.ofOurs(Optional.empty(), new Judge(EventSettings.DEFAULT)),
                question("{}")))
        .isInstanceOfSatisfying(
            Diagnosis.Unknown.class, it -> assertThat(it.why()).contains("--table"));
  }

  @Test
  void somebodyElsesPayloadIsNotCalledPoison() {
    assertThat(diagnose(Examiner.ofOthers(), question("no json at all")))
        .isInstanceOf(Diagnosis.Unknown.class);
  }

  @Test
  void manyRecordsAreLookedUpTogetherAndAnsweredInOrder() {
    List<Examined> answers =
        over(Map.of("e2", "x"))
            .examine(
                List.of(
                    question("{\"eventId\":\"e1\"}"),
                    question("["),
                    question("{\"eventId\":\"e2\"}"),
                    question("{\"eventId\":\"e1\"}")));
    assertThat(answers)
        .extracting(it -> it.diagnosis().word())
        .containsExactly("BYSTANDER", "POISON", "CONFLICT", "BYSTANDER");
    assertThat(asked).containsExactly(List.of("e1", "e2"));
  }
}
