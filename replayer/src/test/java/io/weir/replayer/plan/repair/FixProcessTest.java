package io.weir.replayer.plan.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.plan.repair.Fix.Repaired.Failed;
import io.weir.replayer.plan.repair.Fix.Repaired.Rewritten;
import io.weir.replayer.plan.repair.FixProcess.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A filter in a process of its own, which ends when it must. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FixProcessTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(2), Duration.ofMinutes(1), 2, 64);

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String why(Repaired repaired) {
    assertThat(repaired).isInstanceOf(Failed.class);
    return ((Failed) repaired).why();
  }

  @Test
  void oneProcessRepairsOneRecordAfterAnother() {
    try (FixProcess fix = FixProcess.compile(".a += 1", false, LIMITS)) {
      for (int i = 0; i < 50; i++) {
        assertThat(fix.apply(bytes("{\"a\":" + i + ",\"\u6e29\":0.10}")))
            .isEqualTo(new Rewritten(bytes("{\"a\":" + (i + 1) + ",\"\u6e29\":0.10}")));
      }
      assertThat(why(fix.apply(bytes("{")))).contains("no JSON");
    }
  }

  @Test
  void whatDoesNotEndIsEndedAndTheOthersAreRepairedUntilItWasTooOften() {
    String filter = "if .bad then last(range(1e12)) else . end";
    try (FixProcess fix = FixProcess.compile(filter, false, LIMITS)) {
      assertThat(why(fix.apply(bytes("{\"bad\":true}")))).contains("takes longer than 2.0 s");
      assertThat(fix.apply(bytes("{}"))).isEqualTo(new Rewritten(bytes("{}")));
      assertThat(why(fix.apply(bytes("{\"bad\":true}")))).contains("takes longer");
      assertThat(why(fix.apply(bytes("{}")))).contains("had to be stopped on 2 records");
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void whatFillsTheMemoryIsEnded() {
    Limits patient = new Limits(Duration.ofSeconds(60), Duration.ofMinutes(2), 2, 32);
    try (FixProcess fix =
        FixProcess.compile("reduce range(40) as $i (\"0123456789\"; . + .)", false, patient)) {
      assertThat(why(fix.apply(bytes("{}")))).contains("needs more than 32 MB");
    }
  }

  @Test
  void allRecordsTogetherHaveALimitOfTime() {
    Limits little = new Limits(Duration.ofSeconds(30), Duration.ZERO, 2, 64);
    try (FixProcess fix = FixProcess.compile(".", false, little)) {
      assertThat(fix.apply(bytes("{}"))).isInstanceOf(Rewritten.class);
      assertThat(why(fix.apply(bytes("{}")))).contains("has worked for 0 s in all");
    }
  }

  @Test
  void aWrongFilterStartsNothing() {
    assertThatThrownBy(() -> FixProcess.compile("todate", false, LIMITS))
        .hasMessage("not a jq filter: Function todate/0 does not exist");
  }
}
