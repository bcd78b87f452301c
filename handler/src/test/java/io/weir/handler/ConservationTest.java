package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;

/**
 * The conservation law under random batches and random faults: every record is stored with its own
 * bytes, or parked, or reported.
 */
class ConservationTest {

  private static final int SEEDS = 400;
  private static final List<BatchStatementErrorCodeEnum> ERRORS =
      List.copyOf(BatchStatementErrorCodeEnum.knownValues());
  private static final List<FakeSqs.Answer> ANSWERS = List.of(FakeSqs.Answer.values());
  private static final String[] CODES = {
    "ThrottlingException", "ValidationException", "AccessDeniedException", "InternalServerError"
  };

  @Test
  void losesNoRecordWhateverFails() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      try (Rig rig = new Rig(random.nextBoolean(), Wiring.own())) {
        for (int batch = 0; batch < 3; batch++) {
          breakThings(rig, random);
          check(rig, batch(random), "seed=" + seed + " batch=" + batch);
        }
      }
    }
  }

  private static String[] batch(Random random) {
    List<String> payloads = new ArrayList<>();
    int size = random.nextInt(80);
    for (int i = 0; i < size; i++) {
      switch (random.nextInt(8)) {
        case 0 -> payloads.add("poison" + i);
        case 1 -> payloads.add("bug" + i);
        default -> payloads.add("id" + random.nextInt(60) + "=" + random.nextInt(2));
      }
    }
    return payloads.toArray(String[]::new);
  }

  private static void breakThings(Rig rig, Random random) {
    int statements = random.nextInt(40);
    int calls = random.nextInt(30);
    long salt = random.nextLong();
    rig.remainingMillis.set(random.nextInt(5) == 0 ? 2_400 : 30_000);
    rig.table.thrown =
        EngineTable.exception(
            CODES[random.nextInt(CODES.length)], random.nextBoolean() ? 500 : 400);
    rig.table.statementFault =
        (key, call) -> {
          Random dice = new Random(salt ^ key.hashCode() * 31L ^ call);
          return dice.nextInt(100) < statements ? ERRORS.get(dice.nextInt(ERRORS.size())) : null;
        };
    rig.table.callFault = keys -> new Random(salt ^ keys.hashCode()).nextInt(100) < calls;
    rig.table.loseAnswer = call -> new Random(salt ^ call).nextInt(100) < calls;
    rig.table.unprocessed = (key, call) -> new Random(salt ^ key.hashCode() ^ call).nextBoolean();
    rig.table.truncate = call -> new Random(salt ^ ~call).nextInt(100) < calls;
    rig.queue.callFault = call -> new Random(salt ^ call * 17L).nextInt(100) < calls;
    rig.queue.loseAnswer = call -> new Random(salt ^ call * 19L).nextInt(100) < calls;
    rig.queue.answer =
        (body, call) -> {
          Random dice = new Random(salt ^ body.hashCode() ^ call);
          return dice.nextInt(100) < statements
              ? ANSWERS.get(dice.nextInt(ANSWERS.size()))
              : FakeSqs.Answer.TAKEN;
        };
  }

  private static void check(Rig rig, String[] payloads, String where) {
    List<String> reported = rig.invoke(payloads);

    List<String> lost = new ArrayList<>();
    for (int i = 0; i < payloads.length; i++) {
      String number = Integer.toString(100 + i);
      if (!reported.contains(number) && !stored(rig, payloads[i]) && !parked(rig, number)) {
        lost.add(number + " " + payloads[i]);
      }
    }
    assertThat(lost).as(where).isEmpty();
    assertThat(reported).as(where).doesNotHaveDuplicates().isSorted();
  }

  private static boolean stored(Rig rig, String payload) {
    int end = payload.indexOf('=');
    if (end < 0) {
      return false;
    }
    return rig.table.storedContent(payload.substring(0, end)).equals(payload.substring(end + 1));
  }

  private static boolean parked(Rig rig, String number) {
    return rig.queue.messages.stream()
        .anyMatch(body -> body.contains("\"sequenceNumber\":\"" + number + "\""));
  }
}
