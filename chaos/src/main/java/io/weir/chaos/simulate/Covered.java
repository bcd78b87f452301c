package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A range of a shard that a dead letter stands for. It is parsed here by separate code, so that the
 * check does not depend on the replayer's parser.
 *
 * @param payloadHash the SHA-256 of the payload that the letter carries; empty if it carries none
 */
record Covered(String shardId, BigInteger from, BigInteger to, String payloadHash) {

  private static final JsonMapper JSON = new JsonMapper();

  boolean covers(String shard, BigInteger number) {
    return shard.equals(shardId) && from.compareTo(number) <= 0 && to.compareTo(number) >= 0;
  }

  /** Tells whether it stands for a record: a letter with another payload does not. */
  boolean standsFor(AcceptedRecord known) {
    return covers(known.shardId(), known.number())
        && (payloadHash.isEmpty() || known.spec().isIn(payloadHash));
  }

  /** Tells whether the payload is in the letter, so that the stream may forget it. */
  boolean carries() {
    return !payloadHash.isEmpty();
  }

  /**
   * Returns what a letter stands for; nothing if it is none. A forged one stands for nothing,
   * wherever it has been meanwhile: no record depends on it.
   */
  static List<Covered> by(String body) {
    return isForged(body) ? List.of() : named(body);
  }

  private static boolean isForged(String body) {
    if (body.contains(ForeignLetters.MARK)) {
      return true;
    }
    try {
      JsonNode letter = JSON.readTree(body);
      if (isWrapped(letter)) {
        return isForged(letter.path("Message").asText());
      }
      return letter.path("weir").asText().equals("exported-letter")
          ? isForged(inner(letter))
          : letter.path("requestContext").path("requestId").asText().equals(Forger.REQUEST);
    } catch (IOException e) {
      return false;
    }
  }

  private static String inner(JsonNode export) {
    byte[] inner = Base64.getDecoder().decode(export.path("message").path("body").asText());
    return new String(inner, StandardCharsets.UTF_8);
  }

  /** Returns what a letter names, forged or not. */
  static List<Covered> named(String body) {
    try {
      JsonNode letter = JSON.readTree(body);
      if (isWrapped(letter)) {
        return named(letter.path("Message").asText());
      }
      List<Covered> covered = new ArrayList<>();
      if (letter.has("KinesisBatchInfo")) {
        JsonNode range = letter.path("KinesisBatchInfo");
        String function = letter.path("requestContext").path("functionArn").asText();
        if (!isOf(StreamService.ARN, '/', range.path("streamArn").asText())
            || !isOf(FunctionHost.ARN, ':', function)) {
          return List.of();
        }
        covered.add(
            new Covered(
                range.path("shardId").asText(),
                new BigInteger(range.path("startSequenceNumber").asText()),
                new BigInteger(range.path("endSequenceNumber").asText()),
                ""));
      } else if (letter.path("weir").asText().equals("parked-record")) {
        covered.add(record(letter.path("record")));
      } else if (letter.path("weir").asText().equals("exported-letter")) {
        letter.path("records").forEach(record -> covered.add(record(record)));
        covered.addAll(named(inner(letter))); // in part, it still stands for its message
      }
      return covered;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Tells whether it is a notification of SNS, with a letter inside. */
  private static boolean isWrapped(JsonNode letter) {
    return letter.path("Type").asText().equals("Notification");
  }

  /** Tells whether a name is this one: itself, its consumer's, or one with an alias. */
  private static boolean isOf(String name, char behind, String whole) {
    return whole.equals(name) || whole.startsWith(name + behind);
  }

  private static Covered record(JsonNode record) {
    BigInteger number = new BigInteger(record.path("sequenceNumber").asText());
    byte[] data = Base64.getDecoder().decode(record.path("data").asText());
    return new Covered(record.path("shardId").asText(), number, number, Spec.sha256(data));
  }
}
