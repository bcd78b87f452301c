package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum.DUPLICATE_ITEM;
import static software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum.RESOURCE_NOT_FOUND;
import static software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum.THROTTLING_ERROR;
import static software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum.VALIDATION_ERROR;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the function answers when the table does not do as it is told. */
class StoreFaultsTest {

  private final Rig rig = new Rig(false, Wiring.own());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void reportsOnlyTheStatementThatFailed() {
    rig.table.statementFault = (key, call) -> key.equals("b") ? RESOURCE_NOT_FOUND : null;

    assertThat(rig.invoke("a=1", "b=2", "c=3")).containsExactly("101");
    assertThat(rig.table.items()).containsOnlyKeys("a", "c");
  }

  @Test
  void triesAThrottledStatementAgainAndNoOther() {
    rig.table.statementFault =
        (key, call) -> call == 1 && key.equals("b") ? THROTTLING_ERROR : null;

    assertThat(rig.invoke("a=1", "b=2", "c=3")).isEmpty();
    assertThat(rig.table.writes).containsExactly(List.of("a", "b", "c"), List.of("b"));
  }

  @Test
  void reportsWhatIsStillThrottledAtTheDeadline() {
    rig.table.statementFault = (key, call) -> key.equals("b") ? THROTTLING_ERROR : null;

    assertThat(rig.invoke("a=1", "b=2")).containsExactly("101");
    assertThat(rig.remainingMillis.get()).isGreaterThanOrEqualTo(2_000);
  }

  @Test
  void takesAWriteWhoseAnswerWasLostForStored() {
    rig.table.loseAnswer = call -> call == 1;

    assertThat(rig.invoke("a=1", "b=2")).isEmpty();
    assertThat(rig.table.items()).containsOnlyKeys("a", "b");
  }

  @Test
  void findsTheStatementThatSpoilsTheCallAndSparesTheOthers() {
    rig.table.callFault = keys -> keys.contains("c");
    rig.table.thrown = EngineTable.exception("ValidationException", 400);

    assertThat(rig.invoke("a=1", "b=2", "c=3", "d=4", "e=5")).containsExactly("102");
    assertThat(rig.table.items()).containsOnlyKeys("a", "b", "d", "e");
  }

  @Test
  void blamesNoRecordForATableThatNeverTookOne() {
    rig.table.statementFault = (key, call) -> VALIDATION_ERROR;

    try (Rig parking = new Rig(true, Wiring.own())) {
      parking.table.statementFault = rig.table.statementFault;

      assertThat(parking.invoke("a=1", "b=2")).containsExactly("100", "101");
      assertThat(parking.queue.messages).isEmpty();
    }
  }

  @Test
  void parksWhatATableRefusesThatTakesOthers() {
    try (Rig parking = new Rig(true, Wiring.own())) {
      parking.table.statementFault = (key, call) -> key.equals("b") ? VALIDATION_ERROR : null;

      assertThat(parking.invoke("a=1", "b=2")).isEmpty();
      assertThat(parking.queue.messages).singleElement().asString().contains("REFUSED_BY_STORE");
    }
  }

  @Test
  void givesUpAtOnceWithoutPermission() {
    rig.table.callFault = keys -> true;
    rig.table.thrown = EngineTable.exception("AccessDeniedException", 400);

    assertThat(rig.invoke("a=1", "b=2")).containsExactly("100", "101");
    assertThat(rig.table.writes).hasSize(1);
  }

  @Test
  void writesEqualEventsOnceAndLetsThemShareOneFate() {
    assertThat(rig.invoke("a=1", "a=1", "a=1")).isEmpty();
    assertThat(rig.table.writes).containsExactly(List.of("a"));

    rig.table.statementFault = (key, call) -> RESOURCE_NOT_FOUND;

    assertThat(rig.invoke("b=1", "b=1")).containsExactly("100", "101");
  }

  @Test
  void takesTheSecondOfTwoEventsUnderOneIdentityForAConflict() {
    assertThat(rig.invoke("a=1", "a=2", "a=1")).containsExactly("101");
    assertThat(rig.table.storedContent("a")).isEqualTo("1");
  }

  @Test
  void findsTheDuplicateBehindAConflictOfTheSameBatch() {
    rig.invoke("a=2");

    assertThat(rig.invoke("a=1", "a=2")).containsExactly("100");
  }

  /** A producer that gives all its events one identity must not hold up its shard. */
  @Test
  void oneLookDecidesForAllEventsOfATakenIdentity() {
    rig.invoke("a=0");
    rig.table.writes.clear();
    String[] payloads = IntStream.range(0, 50).mapToObj(i -> "a=" + i).toArray(String[]::new);

    assertThat(rig.invoke(payloads)).hasSize(49).doesNotContain("100");
    assertThat(rig.table.writes).containsExactly(List.of("a"));
    assertThat(rig.table.reads).as("the head, then the document").hasSize(2);
    assertThat(rig.table.documentReads).containsExactly(List.of("a"));
  }

  @Test
  void defersASecondClaimWhileTheFirstIsOpen() {
    rig.table.statementFault = (key, call) -> RESOURCE_NOT_FOUND;

    assertThat(rig.invoke("a=1", "a=2")).containsExactly("100", "101");
  }

  @Test
  void readsUnprocessedKeysAgain() {
    rig.invoke("a=1", "b=2");
    rig.table.unprocessed = (key, call) -> call == 1 && key.equals("b");

    assertThat(rig.invoke("a=1", "b=2")).isEmpty();
    assertThat(rig.table.reads).containsExactly(List.of("a", "b"), List.of("b"));
  }

  @Test
  void defersWhatVanishedBetweenInsertAndRead() {
    rig.table.statementFault = (key, call) -> key.equals("a") ? DUPLICATE_ITEM : null;

    assertThat(rig.invoke("a=1", "b=2")).containsExactly("100");
  }

  @Test
  void sendsAtMost25StatementsAndReadsAtMost100KeysAtATime() {
    String[] payloads =
        IntStream.range(0, 260).mapToObj(i -> "id" + i + "=1").toArray(String[]::new);

    assertThat(rig.invoke(payloads)).isEmpty();
    assertThat(rig.invoke(payloads)).isEmpty();
    assertThat(rig.table.writes).hasSize(2 * 11);
    assertThat(rig.table.reads).hasSize(3);
  }

  @Test
  void startsNoWorkBehindTheDeadline() {
    rig.remainingMillis.set(1_999);

    assertThat(rig.invoke("a=1", "poison")).containsExactly("100", "101");
    assertThat(rig.table.writes).isEmpty();
  }

  @Test
  void triesAgainAfterALostConnection() {
    rig.table.clientFault =
        call ->
            call == 1
                ? SdkClientException.create("reset", new IOException("Connection reset"))
                : null;

    assertThat(rig.invoke("a=1")).isEmpty();
  }

  @Test
  void distrustsAnAnswerThatDoesNotNameEveryStatement() {
    rig.table.truncate = call -> call == 1;

    assertThat(rig.invoke("a=1", "b=2")).isEmpty();
    assertThat(rig.table.writes).hasSize(2);
  }

  /** What a table refuses may be the table's own fault: it may have been replaced meanwhile. */
  @Test
  void blamesNoRecordOfABatchOfWhichTheTableTookNone() {
    try (Rig parking = new Rig(true, Wiring.own())) {
      parking.invoke("a=1");
      parking.table.statementFault = (key, call) -> key.equals("a") ? null : VALIDATION_ERROR;

      assertThat(parking.invoke("a=1", "b=2", "c=3")).containsExactly("101", "102");
      assertThat(parking.queue.messages).isEmpty();
    }
  }

  @Test
  void anIdOfAnotherPartitionKeyIsARejectionOfItsOwn() {
    try (Rig parking = new Rig(true, Wiring.own())) {
      parking.invoke("a=1");

      assertThat(parking.invoke(Batches.of(List.of(Batches.record("100", "a=1", "device-2")))))
          .isEmpty();
      assertThat(parking.queue.messages).singleElement().asString().contains("ID_OF_ANOTHER_KEY");
    }
  }

  @Test
  void anIdOfAnotherPartitionKeyInTheSameBatchToo() {
    try (Rig parking = new Rig(true, Wiring.own())) {
      parking.invoke(
          Batches.of(
              List.of(
                  Batches.record("100", "a=1", "device-1"),
                  Batches.record("101", "a=1", "device-2"),
                  Batches.record("102", "a=1", "device-1"))));

      assertThat(parking.queue.messages)
          .singleElement()
          .asString()
          .contains("ID_OF_ANOTHER_KEY", "\"101\"");
    }
  }

  @Test
  void theSameDocumentInOtherBytesIsADuplicate() {
    rig.invoke("a=1");

    assertThat(rig.invoke("a= 1", "a=1 ")).isEmpty();
    assertThat(rig.table.documentReads).containsExactly(List.of("a"));
  }

  @Test
  void theSameDocumentInOtherBytesInTheSameBatchToo() {
    assertThat(rig.invoke("a=1", "a= 1", "a=2")).containsExactly("102");
    assertThat(rig.table.documentReads).containsExactly(List.of("a"));
  }

  @Test
  void noDocumentIsReadWhereHashAndKeyAgree() {
    rig.invoke("a=1", "b=2");

    assertThat(rig.invoke("a=1", "b=2")).isEmpty();
    assertThat(rig.table.documentReads).isEmpty();
  }

  @Test
  void defersWhatCouldNotBeComparedWithTheDocument() {
    rig.invoke("a=1");
    rig.table.unprocessed = (key, call) -> !rig.table.documentReads.isEmpty();

    assertThat(rig.invoke("a= 1")).containsExactly("100");
  }

  @Test
  void anItemThatNoEventWroteIsAConflict() {
    rig.table.putKeyAlone("a");

    assertThat(rig.invoke("a=1")).containsExactly("100");
  }

  @Test
  void readsFewDocumentsAtATime() {
    String[] first = IntStream.range(0, 40).mapToObj(i -> "id" + i + "=1").toArray(String[]::new);
    String[] again = IntStream.range(0, 40).mapToObj(i -> "id" + i + "= 1").toArray(String[]::new);
    rig.invoke(first);

    assertThat(rig.invoke(again)).isEmpty();
    assertThat(rig.table.documentReads).hasSize(10).allMatch(keys -> keys.size() == 4);
  }
}
