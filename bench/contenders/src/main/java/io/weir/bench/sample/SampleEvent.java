package io.weir.bench.sample;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A record's payload as a sample reads it: leniently, and without looking at the bytes again.
 *
 * @param eventId the payload's own identity, or the record's
 * @param timestamp the payload's own time as it stands there
 * @param data the payload
 */
record SampleEvent(String eventId, String timestamp, JsonNode data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static SampleEvent of(KinesisEventRecord record) throws IOException {
    ByteBuffer payload = record.getKinesis().getData().duplicate();
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    JsonNode data = JSON.readTree(bytes);
    return new SampleEvent(
        data.path("eventId").asText(record.getEventID()), data.path("timestamp").asText(""), data);
  }
}
