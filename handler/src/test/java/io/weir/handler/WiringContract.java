package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.handler.Rig.Death;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;

/** What holds for the function in every wiring, Weir's own and that of Powertools. */
public abstract class WiringContract {

  private Rig reporting;
  private Rig parking;

  /** Returns the wiring under test. */
  protected abstract Wiring wiring();

  @BeforeEach
  void open() {
    reporting = new Rig(false, wiring());
    parking = new Rig(true, wiring());
  }

  @AfterEach
  void close() {
    reporting.close();
    parking.close();
  }

  @Test
  void reportsNothingWhenAllIsStored() {
    assertThat(reporting.invoke("a=1", "b=2", "c=3")).isEmpty();

    assertThat(reporting.table.items()).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void storesWhatComesBehindPoison() {
    assertThat(reporting.invoke("a=1", "poison", "c=3")).containsExactly("101");

    assertThat(reporting.table.items()).containsOnlyKeys("a", "c");
  }

  @Test
  void reportsEachOfSeveralFailures() {
    reporting.table.statementFault =
        (key, call) -> key.equals("c") ? BatchStatementErrorCodeEnum.ACCESS_DENIED : null;

    assertThat(reporting.invoke("poison", "b=2", "c=3", "poison", "e=5"))
        .containsExactly("100", "102", "103");
  }

  @Test
  void storesARedeliveredEventOnce() {
    reporting.invoke("a=1");

    assertThat(reporting.invoke("a=1")).isEmpty();
    assertThat(reporting.table.items()).containsOnlyKeys("a");
  }

  @Test
  void reportsAnEventUnderAnIdentityThatAnotherOneHas() {
    reporting.invoke("a=1");

    assertThat(reporting.invoke("a=other")).containsExactly("100");
  }

  @Test
  void triesAFailedEventAgainWhenItIsRedelivered() {
    reporting.table.statementFault =
        (key, call) -> call == 1 ? BatchStatementErrorCodeEnum.ACCESS_DENIED : null;

    assertThat(reporting.invoke("a=1")).containsExactly("100");
    assertThat(reporting.invoke("a=1")).isEmpty();
    assertThat(reporting.table.items()).containsOnlyKeys("a");
  }

  @Test
  void defersARecordOnWhichTheDecoderBreaks() {
    assertThat(reporting.invoke("a=1", "bug", "deep", "d=4")).containsExactly("101", "102");

    assertThat(reporting.table.items()).containsOnlyKeys("a", "d");
  }

  @Test
  void parksPoisonAndCountsItAsDone() {
    assertThat(parking.invoke("a=1", "poison", "c=3")).isEmpty();

    assertThat(parking.queue.messages).hasSize(1);
    assertThat(parking.table.items()).containsOnlyKeys("a", "c");
  }

  @Test
  void parksAConflict() {
    parking.invoke("a=1");

    assertThat(parking.invoke("a=other")).isEmpty();
    assertThat(parking.queue.messages).singleElement().asString().contains("CONFLICT");
  }

  @Test
  void parksNothingBehindARecordThatIsReported() {
    parking.table.statementFault =
        (key, call) -> key.equals("b") ? BatchStatementErrorCodeEnum.ACCESS_DENIED : null;

    assertThat(parking.invoke("poison", "b=2", "poison")).containsExactly("101", "102");
    assertThat(parking.queue.messages).hasSize(1);
  }

  @Test
  void anotherPartitionKeyUnderOneIdIsNoDuplicate() {
    reporting.invoke("a=1");

    assertThat(reporting.invoke(Batches.of(List.of(Batches.record("100", "a=1", "device-2")))))
        .containsExactly("100");
  }

  @Test
  void theSameDocumentInOtherBytesIsDone() {
    reporting.invoke("a=1");

    assertThat(reporting.invoke("a= 1")).isEmpty();
  }

  @Test
  void storesAnEventWhoseProcessDiedBeforeTheWrite() {
    processDies(Death.BEFORE_THE_WRITE);

    assertThat(reporting.invoke("a=1", "b=2")).isEmpty();
    assertThat(reporting.table.items()).containsOnlyKeys("a", "b");
  }

  @Test
  void reportsNothingOfAnEventWhoseProcessDiedBehindTheWrite() {
    processDies(Death.BEHIND_THE_WRITE);

    assertThat(reporting.invoke("a=1", "b=2")).isEmpty();
    assertThat(reporting.table.items()).containsOnlyKeys("a", "b");
  }

  private void processDies(Death when) {
    cutOff(true);
    reporting.dieAndStart(when, "a=1", "b=2");
    cutOff(false);
  }

  /** Says that the wiring's own store, if it has one, is out of reach, or in reach again. */
  protected void cutOff(boolean now) {}

  /** The table is the truth: what is not in it is not stored. */
  @Test
  protected void storesAnItemAgainThatWasDeleted() {
    assertThat(storesAgain()).isTrue();
  }

  /** Redelivers an event whose item was deleted, and returns whether it is stored. */
  protected final boolean storesAgain() {
    reporting.invoke("a=1");
    reporting.table.clear();
    assertThat(reporting.invoke("a=1")).isEmpty();
    return reporting.table.items().containsKey("a");
  }
}
