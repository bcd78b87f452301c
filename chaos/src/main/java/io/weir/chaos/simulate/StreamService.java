package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** The emulated Kinesis on the virtual clock, asked in JSON without a wire. */
final class StreamService implements AutoCloseable {

  static final String STREAM = "events";
  static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/" + STREAM;

  private static final JsonMapper JSON = new JsonMapper();

  private final Kinesis kinesis;
  private boolean busy;

  StreamService(InstantSource clock) {
    try {
      this.kinesis = new Kinesis(KinesisSettings.inMemory(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Kinesis kinesis() {
    return kinesis;
  }

  /** Others read so much that the replayer cannot, or do so no more. */
  void busy(boolean now) {
    busy = now;
  }

  boolean isBusy() {
    return busy;
  }

  /** Returns the payload of a record, as the stream has it; in base64. */
  String data(AcceptedRecord known) {
    ObjectNode at =
        object()
            .put("StreamName", STREAM)
            .put("ShardId", known.shardId())
            .put("ShardIteratorType", "AT_SEQUENCE_NUMBER")
            .put("StartingSequenceNumber", known.number().toString());
    String iterator = call("GetShardIterator", at).path("ShardIterator").asText();
    JsonNode page = call("GetRecords", object().put("ShardIterator", iterator).put("Limit", 1));
    return page.path("Records").path(0).path("Data").asText();
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  /** Makes a call, and throws what a client would throw. */
  JsonNode call(String operation, ObjectNode parameters) {
    try {
      Reply reply =
          kinesis.handle(
              new Request(
                  "POST",
                  "/",
                  Map.of(
                      "x-amz-target",
                      "Kinesis_20131202." + operation,
                      "content-type",
                      "application/x-amz-json-1.1"),
                  JSON.writeValueAsBytes(parameters)));
      JsonNode answer = reply.body().length == 0 ? object() : JSON.readTree(reply.body());
      if (reply.status() != 200) {
        throw refusal(answer, reply.status());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsServiceException refusal(JsonNode answer, int status) {
    String code = answer.path("__type").asText();
    String message = answer.path("message").asText();
    AwsServiceException.Builder refusal =
        switch (code) {
          case "ExpiredIteratorException" -> ExpiredIteratorException.builder();
          case "ResourceNotFoundException" -> ResourceNotFoundException.builder();
          case "InvalidArgumentException" -> InvalidArgumentException.builder();
          default -> KinesisException.builder();
        };
    return refusal
        .statusCode(status)
        .message(message)
        .awsErrorDetails(Errors.details(code, message))
        .build();
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
