package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.Target.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** What a function may answer that is not what it was asked for, as Lambda takes it. */
final class Nonsense {

  /** Lambda takes each of them for nothing that failed (ESM-8): only where nothing did. */
  private static final List<String> NOTHING =
      List.of(
          "",
          "\"\"",
          "null",
          "[]",
          "{}",
          "{\"batchItemFailures\":null}",
          "{\"other\":1,\"batchItemFailures\":[]}");

  /** Each fails the whole batch (ESM-11, ESM-12, ESM-67). */
  private static final List<String> FAILING =
      List.of(
          "not JSON",
          "{\"batchItemFailures\":[",
          "\"OK\"",
          "5",
          "true",
          "[{\"itemIdentifier\":\"1\"}]",
          "{\"batchItemFailures\":\"x\"}",
          "{\"batchItemFailures\":{}}",
          "{\"batchItemFailures\":[\"1\"]}",
          "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
          "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
          "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
          "{\"batchItemFailures\":[{\"other\":\"1\"}]}",
          "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"1\"}]}");

  private Nonsense() {}

  /** Returns another outcome in an answer's place; never one that hides a failure. */
  static Outcome instead(Outcome.Returned returned, SplittableRandom random) {
    String answer = new String(returned.answer(), StandardCharsets.UTF_8);
    if (!answer.contains("itemIdentifier") && random.nextBoolean()) {
      return returned(NOTHING.get(random.nextInt(NOTHING.size())));
    }
    int sort = random.nextInt(FAILING.size() + 3);
    if (sort < FAILING.size()) {
      return returned(FAILING.get(sort));
    }
    if (sort == FAILING.size()) {
      return new Outcome.FunctionFailed(); // larger than an answer may be
    }
    return sort == FAILING.size() + 1 ? returned(stray(answer)) : returned(twice(answer));
  }

  /** A name of another batch beside those that are right. */
  private static String stray(String answer) {
    String list = "{\"batchItemFailures\":[";
    return answer.startsWith(list + "{")
        ? list + "{\"itemIdentifier\":\"1\"}," + answer.substring(list.length())
        : list + "{\"itemIdentifier\":\"1\"}]}";
  }

  /** Everything that is named is named twice: that changes nothing (ESM-10). */
  private static String twice(String answer) {
    int from = answer.indexOf('[') + 1;
    int to = answer.lastIndexOf(']');
    return from > 0 && to > from ? answer.substring(0, to) + "," + answer.substring(from) : answer;
  }

  private static Outcome returned(String answer) {
    return new Outcome.Returned(answer.getBytes(StandardCharsets.UTF_8));
  }
}
