package io.weir.replayer.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A function's answer to a batch, read by the rules of the event source mapping (ESM-8, ESM-10 to
 * ESM-12, ESM-67).
 *
 * <p>Only what lies before the lowest reported record is done. What lies behind it and was not
 * reported may never have been looked at: a function may stop at its first failure.
 */
sealed interface FunctionAnswer {

  /** Every record is done. */
  record AllDone() implements FunctionAnswer {}

  /** No record is known to be done. */
  record AllFailed(String why) implements FunctionAnswer {}

  /**
   * Some records failed.
   *
   * @param failed the sequence numbers that were reported, all of them of this batch
   */
  record SomeFailed(Set<String> failed) implements FunctionAnswer {}

  /**
   * Strict in that what follows the answer makes it no answer, and so does a member that is there
   * twice: an empty list must not hide the one in front of it.
   */
  ObjectMapper JSON =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /**
   * Reads an answer to records with these sequence numbers.
   *
   * @param payload the bytes that the function returned; may be empty
   */
  static FunctionAnswer read(byte[] payload, List<String> batch) {
    if (payload.length == 0) {
      return new AllDone();
    }
    JsonNode answer;
    try {
      // The parser alone would take a name with the byte FF in it for one without it.
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
      answer = JSON.readTree(payload);
    } catch (IOException e) {
      return new AllFailed("its answer is no JSON, or names a member twice");
    }
    boolean nothing =
        answer.isNull()
            || (answer.isTextual() && answer.textValue().isEmpty())
            || (answer.isArray() && answer.isEmpty());
    if (nothing) {
      return new AllDone();
    }
    if (!answer.isObject()) {
      return new AllFailed("its answer is none to a batch");
    }
    JsonNode failures = answer.path("batchItemFailures");
    if (failures.isMissingNode() || failures.isNull()) {
      return new AllDone();
    }
    if (!failures.isArray()) {
      return new AllFailed("batchItemFailures is no list");
    }
    return failures.isEmpty() ? new AllDone() : reported(failures, batch);
  }

  private static FunctionAnswer reported(JsonNode failures, List<String> batch) {
    Set<String> failed = new HashSet<>();
    for (JsonNode failure : failures) {
      JsonNode id = failure.path("itemIdentifier");
      if (!id.isTextual() || !batch.contains(id.textValue())) {
        return new AllFailed("it reported a record that was not in the batch");
      }
      failed.add(id.textValue());
    }
    return new SomeFailed(failed);
  }
}
