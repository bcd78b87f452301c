package io.weir.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;

/** What the function answers with {@code POISON=park}, whatever the queue does. */
class ParkingTest {

  private final Rig rig = new Rig(true, Wiring.own());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void sendsTheMessagesOfTheGoldenFiles() throws IOException {
    rig.invoke("a=1");
    rig.invoke("poison");
    rig.invoke("a=other");

    assertThat(rig.queue.messages).containsExactly(golden("not-json"), golden("conflict"));
  }

  @Test
  void reportsTheOneEntryThatTheQueueRefuses() {
    rig.queue.answer =
        (body, call) ->
            body.contains("\"101\"") ? FakeSqs.Answer.SENDERS_FAULT : FakeSqs.Answer.TAKEN;

    assertThat(rig.invoke("poison", "poison", "poison")).containsExactly("101");
    assertThat(rig.queue.messages).hasSize(2);
  }

  @Test
  void sendsAgainWhatTheQueueFailedAtAndNothingElse() {
    rig.queue.answer =
        (body, call) ->
            call == 1 && body.contains("\"101\"") ? FakeSqs.Answer.OUR_FAULT : FakeSqs.Answer.TAKEN;

    assertThat(rig.invoke("poison", "poison", "poison")).isEmpty();
    assertThat(rig.queue.messages).hasSize(3);
  }

  @Test
  void countsNothingAsParkedThatTheAnswerDoesNotName() {
    rig.queue.answer =
        (body, call) -> body.contains("\"101\"") ? FakeSqs.Answer.FORGOTTEN : FakeSqs.Answer.TAKEN;

    assertThat(rig.invoke("poison", "poison")).containsExactly("101");
  }

  @Test
  void reportsAllWithoutAQueue() {
    rig.queue.callFault = call -> true;
    rig.queue.thrownCode = "QueueDoesNotExist";

    assertThat(rig.invoke("a=1", "poison", "poison")).containsExactly("101", "102");
    assertThat(rig.queue.calls).hasValue(1);
  }

  @Test
  void parksTwiceRatherThanNotAtAll() {
    rig.queue.loseAnswer = call -> call == 1;

    assertThat(rig.invoke("poison")).isEmpty();
    assertThat(rig.queue.messages).hasSize(2);
  }

  @Test
  void reportsWhatIsTooLargeForAMessage() {
    byte[] large = ("poison" + "x".repeat(1_000_000)).getBytes(UTF_8);
    List<KinesisEventRecord> records =
        List.of(Batches.record("100", large), Batches.record("101", "poison".getBytes(UTF_8)));

    assertThat(rig.invoke(Batches.of(records))).containsExactly("100", "101");
    assertThat(rig.queue.messages).as("what is behind it comes again").isEmpty();
  }

  @Test
  void parksWhatStandsBeforeTheFirstReportedOneAndNothingBehindIt() {
    rig.table.statementFault =
        (key, call) -> key.equals("b") ? BatchStatementErrorCodeEnum.ACCESS_DENIED : null;

    assertThat(rig.invoke("poison", "a=1", "b=2", "poison", "c=3", "poison"))
        .containsExactly("102", "103", "105");
    assertThat(rig.queue.messages).singleElement().asString().contains("\"100\"");
    assertThat(rig.table.items()).containsOnlyKeys("a", "c");
  }

  @Test
  void sendsNothingMoreOnceARecordCouldNotBeParked() {
    rig.queue.answer =
        (body, call) ->
            body.contains("\"105\"") ? FakeSqs.Answer.SENDERS_FAULT : FakeSqs.Answer.TAKEN;
    String[] poison = IntStream.range(0, 200).mapToObj(i -> "poison").toArray(String[]::new);

    assertThat(rig.invoke(poison)).hasSize(1 + 120).startsWith("105", "180");
    assertThat(rig.queue.messages).hasSize(79);
  }

  @Test
  void parksNoPoisonAgainAtEachDeliveryOfATableThatIsAway() {
    rig.table.callFault = keys -> true;
    rig.table.thrown = EngineTable.exception("AccessDeniedException", 400);

    for (int delivery = 0; delivery < 5; delivery++) {
      assertThat(rig.invoke("a=1", "poison", "poison")).containsExactly("100", "101", "102");
    }
    assertThat(rig.queue.messages).isEmpty();
  }

  @Test
  void parksThePoisonAmongARecordsEventsAndStoresTheOthers() {
    assertThat(rig.invoke("a=1&poison&b=2&poison", "c=3")).isEmpty();
    assertThat(rig.table.items()).containsOnlyKeys("a", "b", "c");
    assertThat(rig.queue.messages)
        .satisfiesExactly(
            one -> assertThat(one).contains("\"version\":2", "\"place\":\"#1\"", "\"key-1\""),
            two -> assertThat(two).contains("\"version\":2", "\"place\":\"#3\"", "\"key-3\""));
  }

  @Test
  void reportsARecordWhileAnyOfItsEventsFailed() {
    rig.table.statementFault =
        (key, call) -> key.equals("b") ? BatchStatementErrorCodeEnum.ACCESS_DENIED : null;

    assertThat(rig.invoke("a=1&poison&b=2", "c=3")).containsExactly("100");
    assertThat(rig.queue.messages).as("its poison comes again with it").isEmpty();
    assertThat(rig.table.items()).containsOnlyKeys("a", "c");

    rig.table.statementFault = (key, call) -> null;
    assertThat(rig.invoke("a=1&poison&b=2")).isEmpty();
    assertThat(rig.queue.messages).hasSize(1);
    assertThat(rig.table.items()).containsOnlyKeys("a", "b", "c");
  }

  /** Else each delivery of the record would park the small one once more. */
  @Test
  void parksNoneOfARecordsEventsIfOneIsTooLarge() {
    byte[] record = ("poison&poison" + "x".repeat(1_000_000)).getBytes(UTF_8);
    List<KinesisEventRecord> records =
        List.of(Batches.record("100", "poison".getBytes(UTF_8)), Batches.record("101", record));

    assertThat(rig.invoke(Batches.of(records))).containsExactly("101");
    assertThat(rig.queue.messages).singleElement().asString().contains("\"100\"");
  }

  @Test
  void aRecordThatCannotBeTakenApartFailsAlone() {
    assertThat(rig.invoke("a=1", "broken", "b=2")).containsExactly("101");
    assertThat(rig.table.items()).containsOnlyKeys("a", "b");
  }

  @Test
  void eventsThatTheDeadlineCutsOffKeepTheirRecordReported() {
    String many =
        IntStream.range(0, 200).mapToObj(i -> "id" + i + "=1").collect(Collectors.joining("&"));
    rig.table.callFault = keys -> rig.remainingMillis.addAndGet(-30_000) < 0;

    assertThat(rig.invoke(many, "z=1")).containsExactly("100", "101");
  }

  @Test
  void aDoubtAboutOneOfARecordsEventsIsSettledByItsOwnDocument() {
    assertThat(rig.invoke("a=1&b=2&c=3")).isEmpty();
    assertThat(rig.invoke("a=1 &b=9&c=3 ")).isEmpty();
    assertThat(rig.queue.messages).singleElement().asString().contains("\"#1\"", "CONFLICT");
  }

  @Test
  void keepsEachCallWithinTheQueuesLimits() {
    byte[] third = ("poison" + "x".repeat(300_000)).getBytes(UTF_8);
    List<KinesisEventRecord> records =
        IntStream.range(0, 12).mapToObj(i -> Batches.record("1" + i, third)).toList();

    assertThat(rig.invoke(Batches.of(records))).isEmpty();
    assertThat(rig.queue.messages).hasSize(12);
    assertThat(rig.queue.calls).hasValue(6);
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("../testdata/parked", name + ".json")).strip();
  }
}
