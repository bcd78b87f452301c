package io.weir.bench.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;

/** One queue of the stand-in, first in, first out. */
final class StandInQueue {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long RETENTION_SECONDS = 14L * 24 * 3600;

  private final Queue<Message> visible = new ArrayDeque<>();
  private final Map<String, Message> hidden = new HashMap<>();
  private long next;

  private record Message(String id, String body, String md5, long sentMillis, int receives) {
    String receipt() {
      return id + "/" + receives;
    }

    Message received() {
      return new Message(id, body, md5, sentMillis, receives + 1);
    }
  }

  synchronized boolean send(String body, ObjectNode done) {
    String id = "m-" + next++;
    Message message = new Message(id, body, md5(body), Instant.now().toEpochMilli(), 0);
    visible.add(message);
    done.put("MessageId", message.id()).put("MD5OfMessageBody", message.md5());
    return true;
  }

  synchronized ObjectNode receive(int most) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode messages = answer.putArray("Messages");
    for (int i = 0; i < most && !visible.isEmpty(); i++) {
      Message message = visible.remove().received();
      hidden.put(message.receipt(), message);
      messages
          .addObject()
          .put("MessageId", message.id())
          .put("ReceiptHandle", message.receipt())
          .put("MD5OfBody", message.md5())
          .put("Body", message.body())
          .putObject("Attributes")
          .put("SentTimestamp", Long.toString(message.sentMillis()))
          .put("ApproximateFirstReceiveTimestamp", Long.toString(message.sentMillis()))
          .put("ApproximateReceiveCount", Integer.toString(message.receives()));
    }
    return answer;
  }

  /** Keeps a message hidden, or gives it back; false if none is hidden under that handle. */
  synchronized boolean hide(String receipt, boolean giveBack) {
    Message message = giveBack ? hidden.remove(receipt) : hidden.get(receipt);
    return message != null && (!giveBack || visible.add(message));
  }

  /** Deletes a message; false if none is hidden under that handle. */
  synchronized boolean delete(String receipt) {
    return hidden.remove(receipt) != null;
  }

  /** Returns those of the attributes that were asked for; as SQS does, none that was never set. */
  synchronized ObjectNode attributes(JsonNode names) {
    Map<String, Long> known =
        Map.of(
            "ApproximateNumberOfMessages", (long) visible.size(),
            "ApproximateNumberOfMessagesNotVisible", (long) hidden.size(),
            "MessageRetentionPeriod", RETENTION_SECONDS);
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode attributes = answer.putObject("Attributes");
    for (JsonNode name : names) {
      Long value = known.get(name.asText());
      if (value != null) {
        attributes.put(name.asText(), value.toString());
      } else if (!name.asText().equals("RedrivePolicy")) {
        throw new IllegalArgumentException("the stand-in has no " + name);
      }
    }
    return answer;
  }

  /** What SQS calls the body's checksum; its clients compare it. */
  private static String md5(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
