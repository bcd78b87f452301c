package io.weir.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/** The answers that DynamoDB Local never gives, in DynamoDB's own words. */
final class Answers {
  static final JsonMapper JSON = new JsonMapper();
  private static final String THROTTLED =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";

  private Answers() {}

  /** A call that is refused because capacity is missing (DDB-40). */
  static Reply throttled() {
    return error(
        400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", THROTTLED);
  }

  /** A call that failed inside the service; whether it wrote, the caller cannot tell (DDB-43). */
  static Reply failed() {
    return error(
        500,
        "com.amazonaws.dynamodb.v20120810#InternalServerError",
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** One statement of a batch that is refused because capacity is missing (DDB-41). */
  static ObjectNode throttledStatement() {
    ObjectNode response = JSON.createObjectNode();
    response
        .putObject("Error")
        .put("Code", "ProvisionedThroughputExceeded")
        .put("Message", THROTTLED);
    return response;
  }

  static Reply ok(JsonNode body) {
    return reply(200, body);
  }

  private static Reply error(int status, String type, String message) {
    return reply(status, JSON.createObjectNode().put("__type", type).put("message", message));
  }

  private static Reply reply(int status, JsonNode json) {
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(body);
    return new Reply(
        status,
        Map.of(
            "Content-Type", "application/x-amz-json-1.0",
            "x-amzn-RequestId", UUID.randomUUID().toString(),
            "x-amz-crc32", Long.toString(crc.getValue())),
        body);
  }
}
