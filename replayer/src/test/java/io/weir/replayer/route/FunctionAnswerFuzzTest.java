package io.weir.replayer.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weir.replayer.route.FunctionAnswer.AllDone;
import io.weir.replayer.route.FunctionAnswer.SomeFailed;
import io.weir.replayer.route.FunctionCall.Reply;
import io.weir.replayer.run.World;
import java.io.IOException;
import java.util.List;

/** Whatever a function answers: no record counts as done that the answer does not say is done. */
class FunctionAnswerFuzzTest {

  private static final List<String> BATCH = List.of("7", "8", "9");

  @FuzzTest(maxDuration = "5m")
  void nothingIsDoneBeyondWhatTheAnswerSays(byte[] payload) throws IOException {
    FunctionAnswer answer = FunctionAnswer.read(payload, BATCH);

    if (answer instanceof AllDone && payload.length > 0) {
      assertThat(reportsAnything(payload)).isFalse();
    }
    if (answer instanceof SomeFailed some) {
      assertThat(some.failed()).isNotEmpty().isSubsetOf(BATCH);
    }
    List<Answer> answers =
        route(payload).send(BATCH.stream().map(FunctionAnswerFuzzTest::work).toList());
    assertThat(answers).hasSize(BATCH.size());
    boolean mayBeDone = !(answer instanceof FunctionAnswer.AllFailed);
    for (int i = 0; i < answers.size(); i++) {
      mayBeDone &= !(answer instanceof SomeFailed some && some.failed().contains(BATCH.get(i)));
      assertThat(answers.get(i) instanceof Answer.Done).isEqualTo(mayBeDone);
    }
  }

  private static Route route(byte[] payload) {
    return new LambdaRoute(event -> new Reply.Returned(payload), "role", 10, true);
  }

  private static Work work(String number) {
    var record = World.record(Integer.parseInt(number), "key", "{}");
    return new Work(record, "arn", record.payload(), record.payload().sha256());
  }

  /** Reads token by token, so that a member which is there twice counts twice. */
  private static boolean reportsAnything(byte[] payload) throws IOException {
    boolean any = false;
    try (JsonParser json = new JsonFactory().createParser(payload)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean report = json.currentName().equals("batchItemFailures");
        JsonToken value = json.nextToken();
        if (report && value == JsonToken.START_ARRAY) {
          any |= json.nextToken() != JsonToken.END_ARRAY;
          while (json.getParsingContext().inArray()) {
            json.nextToken();
            json.skipChildren();
          }
        } else if (report && value != JsonToken.VALUE_NULL) {
          any = true;
        }
        if (!report) {
          json.skipChildren();
        }
      }
    }
    return any;
  }
}
