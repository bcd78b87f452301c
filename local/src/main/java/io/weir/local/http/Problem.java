package io.weir.local.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An error of the endpoint itself, in the shape that AWS's JSON protocols give theirs. */
enum Problem {
  UNKNOWN(404, "UnknownOperationException"),
  TOO_LARGE(413, "RequestEntityTooLargeException"),
  BUG(500, "InternalFailure"),
  AWAY(503, "ServiceUnavailable");

  private static final JsonMapper JSON = new JsonMapper();
  private final int status;
  private final String type;

  Problem(int status, String type) {
    this.status = status;
    this.type = type;
  }

  Reply reply(String message, String requestId) {
    String body =
        JSON.createObjectNode()
            .put("__type", type)
            .put("message", message)
            .put("requestId", requestId)
            .toString();
    return new Reply(
        status,
        Map.of("Content-Type", "application/x-amz-json-1.0", "x-amzn-RequestId", requestId),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Names a request without its body: bodies carry payloads, which belong into no log. */
  static String describe(Request request) {
    String target =
        request.header("X-Amz-Target").map(name -> " with X-Amz-Target " + name).orElse("");
    return request.method() + " " + request.path() + target;
  }
}
