package io.weir.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Requests as they come over the wire, without a wire. JSON is written with single quotes.
 *
 * @param kinesis who answers
 */
record WireCalls(Kinesis kinesis) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Answer call(String operation, String json) {
    Request request =
        new Request(
            "POST",
            "/",
            Map.of(
                "x-amz-target",
                "Kinesis_20131202." + operation,
                "content-type",
                "application/x-amz-json-1.1"),
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(kinesis.serves(request)).isTrue();
    Reply reply = kinesis.handle(request);
    assertThat(reply.headers()).containsKey("x-amzn-RequestId");
    try {
      return new Answer(reply.status(), JSON.readTree(reply.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode ok(String operation, String json) {
    Answer answer = call(operation, json);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  /** Puts a record and returns its number. */
  String put(String stream, String text) {
    String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return ok(
            "PutRecord",
            "{'StreamName':'%s','PartitionKey':'k','Data':'%s'}".formatted(stream, data))
        .path("SequenceNumber")
        .asText();
  }

  String iterator(String stream, String shardId, String type) {
    return ok(
            "GetShardIterator",
            "{'StreamName':'%s','ShardId':'%s','ShardIteratorType':'%s'}"
                .formatted(stream, shardId, type))
        .path("ShardIterator")
        .asText();
  }

  /**
   * What came back.
   *
   * @param status of HTTP
   * @param body decoded
   */
  record Answer(int status, JsonNode body) {

    String type() {
      return body.path("__type").asText();
    }

    String message() {
      return body.path("message").asText();
    }
  }
}
