package io.weir.bench.standin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An answer: its status and its JSON. */
record Reply(int status, String json) {

  static Reply ok(String json) {
    return new Reply(200, json);
  }

  static Reply error(String code, String message) {
    return new Reply(
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
            .formatted(code, message));
  }

  /** Returns the bytes as they go over the wire. */
  ByteBuffer bytes() {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        """
        HTTP/1.1 %d %s\r
        Content-Type: application/x-amz-json-1.0\r
        x-amzn-RequestId: STANDIN\r
        Content-Length: %d\r
        \r
        """
            .formatted(status, status == 200 ? "OK" : "Bad Request", body.length);
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(start.length + body.length).put(start).put(body).flip();
  }
}
