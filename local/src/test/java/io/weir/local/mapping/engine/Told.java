package io.weir.local.mapping.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A message that the destination took, member by member. */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a pointer of Lambda
record Told(
    String condition,
    int invokeCount,
    String requestId,
    Optional<String> functionError,
    String first,
    String last,
    int batchSize) {

  static Told of(String pointer) {
    JsonNode json = Json.parse(pointer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    JsonNode response = json.path("responseContext");
    return new Told(
        json.at("/requestContext/condition").textValue(),
        json.at("/requestContext/approximateInvokeCount").intValue(),
        json.at("/requestContext/requestId").textValue(),
        response.isMissingNode()
            ? Optional.empty()
            : Optional.of(response.required("functionError").asText()),
        json.at("/KinesisBatchInfo/startSequenceNumber").textValue(),
        json.at("/KinesisBatchInfo/endSequenceNumber").textValue(),
        json.at("/KinesisBatchInfo/batchSize").intValue());
  }
}
