package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.plan.PlanFile.StalePlanException;
import io.weir.replayer.plan.PlannedRecord.Expected;
import io.weir.replayer.plan.PlannedRecord.Repair;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was reviewed is what is applied. */
class PlanFileTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00.123Z");

  private static final Plan PLAN =
      new Plan(
          1,
          TIME,
          "maria@bastion",
          "replayer 1",
          "http://localhost/0/dlq",
          Plan.Via.lambda,
          new Plan.Target(List.of("arn"), List.of(), "function", "EventLogs", Map.of()),
          "all",
          List.of(
              new PlannedLetter(
                  "message",
                  "hash",
                  "COMPLETE",
                  List.of(
                      record(Action.REDRIVE, new Expected("e", "h"), null),
                      record(Action.REPAIR, null, new Repair(".", "e30=", "e30="))))));

  private static PlannedRecord record(
      Action action,
      @org.jspecify.annotations.Nullable Expected expected,
      @org.jspecify.annotations.Nullable Repair repair) {
    return new PlannedRecord(
        "s/shard/1",
        "k\u00e9y \"",
        TIME,
        "hash",
        "POISON",
        "NOT_JSON",
        action,
        "",
        expected,
        repair);
  }

  @Test
  void aPlanComesBackAsItWasWritten() throws StalePlanException {
    assertThat(PlanFile.read(PlanFile.write(PLAN))).isEqualTo(PLAN);
  }

  @Test
  void whiteSpaceMayChange() throws StalePlanException {
    String text = new String(PlanFile.write(PLAN), StandardCharsets.UTF_8);

    assertThat(PlanFile.read(text.replace("\n", "\r\n   ").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(PLAN);
  }

  @ParameterizedTest
  @CsvSource({
    "maria, mario",
    "REDRIVE, KEEP",
    "e30=, e31=",
    "\"function\", \"other\"",
    "\"version\" : 1, \"version\" : 2",
    "\"selection\", \"sel\"",
    "2026, 2027"
  })
  void anEditedPlanIsRefused(String what, String into) {
    String text = new String(PlanFile.write(PLAN), StandardCharsets.UTF_8);
    assertThat(text).contains(what);

    assertThatThrownBy(
            () -> PlanFile.read(text.replace(what, into).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StalePlanException.class);
  }

  @Test
  void aRouteThatIsNotKnownIsNamedAsTheReason() {
    String text = new String(PlanFile.write(PLAN), StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                PlanFile.read(
                    text.replace("\"lambda\"", "\"boat\"").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StalePlanException.class)
        .hasMessageContaining("a route that is not known");
  }

  @Test
  void aPlanThatIsCutOffAnywhereIsRefused() {
    byte[] whole = PlanFile.write(PLAN);
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PlanFile.read(part)).isInstanceOf(StalePlanException.class);
    }
  }

  @Test
  void aPlanOfVersion010IsReadAndItsDigestIsTheSame() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/stored/plan-0.1.0.json")) {
      byte[] stored = in.readAllBytes();

      Plan plan = PlanFile.read(stored);

      assertThat(plan.code()).isEqualTo("replayer 0.1.0");
      assertThat(plan.records()).hasSize(3);
      assertThat(PlanFile.write(plan)).isEqualTo(stored);
    }
  }

  @Test
  void aPlanOfANewerVersionSaysSoWhateverElseItHolds() {
    String newer =
        new String(PlanFile.write(PLAN), StandardCharsets.UTF_8)
            .replace("\"version\" : 1,", "\"version\" : 3, \"proof\" : [ { } ],");

    assertThatThrownBy(() -> PlanFile.read(newer.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StalePlanException.class)
        .hasMessageContaining("newer version of the replayer");
  }

  @Test
  void whatFollowsAPlanIsRefused() {
    String text = new String(PlanFile.write(PLAN), StandardCharsets.UTF_8);

    for (String more : List.of("{}", "1", "x")) {
      assertThatThrownBy(() -> PlanFile.read((text + more).getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(StalePlanException.class);
    }
  }
}
