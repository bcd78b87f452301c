package io.weir.replayer.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A function's answer means to the replayer what it means to the mapping. */
class FunctionAnswerTest {

  private static final List<String> BATCH = List.of("1", "2", "3");

  private static FunctionAnswer read(String answer) {
    return FunctionAnswer.read(answer.getBytes(StandardCharsets.UTF_8), BATCH);
  }

  /** ESM-8. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"\"",
        "[]",
        "null",
        "{}",
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}"
      })
  void nothingReportedIsASuccess(String answer) {
    assertThat(read(answer)).isInstanceOf(FunctionAnswer.AllDone.class);
  }

  /** ESM-67. */
  @ParameterizedTest
  @ValueSource(strings = {"\"OK\"", "5", "true", "[{\"itemIdentifier\":\"1\"}]", "[1]"})
  void whatIsNoAnswerFailsTheBatch(String answer) {
    assertThat(read(answer)).isInstanceOf(FunctionAnswer.AllFailed.class);
  }

  /** ESM-11, ESM-12. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "{} {}",
        "{\"batchItemFailures\":\"1\"}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"}]}",
        "{\"batchItemFailures\":[{\"foo\":123}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"4\"}]}"
      })
  void whatNamesNoRecordOfTheBatchFailsAllOfIt(String answer) {
    assertThat(read(answer)).isInstanceOf(FunctionAnswer.AllFailed.class);
  }

  /** ESM-10. */
  @Test
  void theReportedRecordsFailed() {
    assertThat(
            read("{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"2\"}]}"))
        .isEqualTo(new FunctionAnswer.SomeFailed(Set.of("2", "3")));
  }
}
