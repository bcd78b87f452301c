package io.weir.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.LocalServices.Place;
import java.util.Base64;
import software.amazon.awssdk.services.sqs.model.Message;

/** A record that the function has put into the queue itself, read as {@code testdata/parked}. */
record Parked(Place place, String reason, byte[] data) {

  private static final JsonMapper JSON = new JsonMapper();

  static Parked of(Message message) {
    JsonNode body = json(message);
    JsonNode record = body.path("record");
    return new Parked(
        new Place(record.path("shardId").asText(), record.path("sequenceNumber").asText()),
        body.path("rejection").path("reason").asText(),
        Base64.getDecoder().decode(record.path("data").asText()));
  }

  static JsonNode json(Message message) {
    try {
      return JSON.readTree(message.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("a message that is no JSON: " + message.body(), e);
    }
  }
}
