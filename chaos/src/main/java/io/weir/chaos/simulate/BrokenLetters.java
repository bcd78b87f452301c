package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Letters that were valid and are broken in one place: a tool has cut them off or rewritten them, a
 * later version has other members, or an attacker tries what the reader accepts.
 */
final class BrokenLetters {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String RAW = "raw value";
  private static final String BATCH = "/KinesisBatchInfo";
  private static final String REQUEST = "/requestContext";
  private static final String CARRIED = "/Records/0";
  private static final String KINESIS = "/Records/0/kinesis";

  private static final List<Break> OF_POINTERS =
      List.of(
          new Break("", "requestContext", ""),
          new Break("", "requestContext", "[]"),
          new Break(REQUEST, "condition", ""),
          new Break(REQUEST, "condition", "null"),
          new Break(REQUEST, "functionArn", ""),
          new Break(REQUEST, "functionArn", "\"weir\""),
          new Break(REQUEST, "functionArn", "\"arn:aws:lambda:us-east-1:000000000000:layer:weir\""),
          new Break("", "responseContext", "{\"statusCode\":\"200\"}"),
          new Break("", "timestamp", ""),
          new Break("", "timestamp", "\"yesterday\""),
          new Break("", "timestamp", "\"+12026-01-01T00:00:00Z\""),
          new Break("", "timestamp", "\"-0001-12-31T00:00:00Z\""),
          new Break("", "KinesisBatchInfo", "null"),
          new Break("", "KinesisBatchInfo", "\"x\""),
          new Break("", "KinesisBatchInfo", "{}"),
          new Break(BATCH, "shardId", ""),
          new Break(BATCH, "shardId", "\"../../etc\""),
          new Break(BATCH, "startSequenceNumber", "5"),
          new Break(BATCH, "startSequenceNumber", "\"-1\""),
          new Break(BATCH, "startSequenceNumber", "\"048\""),
          new Break(BATCH, "endSequenceNumber", "\"" + "9".repeat(130) + "\""),
          new Break(BATCH, "endSequenceNumber", "\"1\""),
          new Break(BATCH, "batchSize", "0"),
          new Break(BATCH, "batchSize", "-1"),
          new Break(BATCH, "batchSize", "1.5"),
          new Break(BATCH, "batchSize", "\"1\""),
          new Break(BATCH, "batchSize", "99999999999"),
          new Break(BATCH, "batchSize", "1e99"),
          new Break(BATCH, "approximateArrivalOfFirstRecord", "1767225600"),
          new Break(BATCH, "streamArn", "\"events\""),
          new Break(BATCH, "streamArn", "\"arn:aws:dynamodb:us-east-1:000000000000:table/t\""),
          new Break("", "payload", "5"),
          new Break("", "payload", "\"no object\""),
          new Break("", "payload", "\"[]\""));

  private static final List<Break> OF_PAYLOADS =
      List.of(
          new Break("", "Records", ""),
          new Break("", "Records", "\"x\""),
          new Break("", "Records", "[5]"),
          new Break(CARRIED, "kinesis", ""),
          new Break(CARRIED, "eventID", "5"),
          new Break(CARRIED, "eventID", "\"shardId-000000000000:1\""),
          new Break(CARRIED, "eventSourceARN", "\"" + StreamService.ARN + "-of-others\""),
          new Break(KINESIS, "sequenceNumber", "\"1\""),
          new Break(KINESIS, "data", "5"),
          new Break(KINESIS, "data", "\"***\""),
          new Break(KINESIS, "partitionKey", "null"),
          new Break(KINESIS, "approximateArrivalTimestamp", "\"soon\""),
          new Break(KINESIS, "approximateArrivalTimestamp", "1e999999999"),
          new Break(KINESIS, "approximateArrivalTimestamp", "1e-30"),
          new Break(KINESIS, "approximateArrivalTimestamp", "400000000000"));

  private static final List<Break> OF_PARKED_RECORDS =
      List.of(
          new Break("", "version", "3"),
          new Break("", "version", "\"1\""),
          new Break("", "version", ""),
          new Break("", "parkedAt", ""),
          new Break("", "rejection", ""),
          new Break("/rejection", "reason", "5"),
          new Break("/rejection", "detail", ""),
          new Break("", "record", "null"),
          new Break("/record", "data", "\"***\""),
          new Break("/record", "data", "5"),
          new Break("/record", "sequenceNumber", "\"012\""),
          new Break("/record", "shardId", "\"a b\""),
          new Break("/record", "streamArn", "\"events\""),
          new Break("/record", "partitionKey", "7"));

  private static final List<Break> OF_EXPORTS =
      List.of(
          new Break("", "version", "4"),
          new Break("", "version", "0"),
          new Break("", "exportedAt", "\"x\""),
          new Break("", "verdict", "5"),
          new Break("", "message", ""),
          new Break("/message", "id", ""),
          new Break("/message", "receiveCount", "-1"),
          new Break("/message", "sentAt", "\"x\""),
          new Break("/message", "sha256", "\"00\""),
          new Break("/message", "body", "\"***\""),
          new Break("/message", "attributes", "{\"a\":5}"),
          new Break("/message", "attributes", "{\"a\":{\"text\":\"x\"}}"),
          new Break("", "records", "\"x\""),
          new Break("/records/0", "sha256", "\"00\""),
          new Break("/records/0", "sequenceNumber", ""));

  private final SplittableRandom random;
  private final Forger forger;

  BrokenLetters(SplittableRandom random, Forger forger) {
    this.random = random;
    this.forger = forger;
  }

  /**
   * One place where a letter is broken.
   *
   * @param object where the object is that is changed
   * @param value what a member is instead, in JSON; empty if it is missing
   */
  private record Break(String object, String member, String value) {

    String in(JsonNode letter) {
      ObjectNode changed = (ObjectNode) letter.at(object);
      if (value.isEmpty()) {
        changed.remove(member);
      } else {
        changed.put(member, RAW);
      }
      return letter.toString().replace("\"" + RAW + "\"", value);
    }
  }

  /** Draws one that begins as a letter about a record. */
  String draw(AcceptedRecord known) {
    String letter =
        switch (random.nextInt(7)) {
          case 0, 1 -> one(OF_POINTERS).in(pointer(known));
          case 2 -> carrying(known);
          case 3 -> one(OF_PARKED_RECORDS).in(parked(known));
          case 4 ->
              one(OF_EXPORTS)
                  .in(marked(forger.exported(known, pointer(known), Forger.data(known))));
          case 5 -> outside(known);
          default -> mangled(known);
        };
    return random.nextInt(6) == 0 ? ForeignLetters.bySns(letter) : letter;
  }

  private Break one(List<Break> breaks) {
    return breaks.get(random.nextInt(breaks.size()));
  }

  private ObjectNode pointer(AcceptedRecord known) {
    return marked(forger.pointer(known, StreamService.ARN, FunctionHost.ARN));
  }

  private static ObjectNode marked(ObjectNode letter) {
    return letter.put("by", ForeignLetters.MARK);
  }

  /** A pointer with its payload, as AWS writes it into a bucket: a text, or an object. */
  private String carrying(AcceptedRecord known) {
    String payload = one(OF_PAYLOADS).in(Forger.payload(known));
    ObjectNode pointer = pointer(known);
    return random.nextBoolean()
        ? pointer.put("payload", payload).toString()
        : pointer.put("payload", RAW).toString().replace("\"" + RAW + "\"", payload);
  }

  /** What it carries is a record that does not lie in its range. */
  private String outside(AcceptedRecord known) {
    ObjectNode payload = Forger.payload(known);
    ((ObjectNode) payload.at(CARRIED)).put("eventID", known.shardId() + ":1");
    ((ObjectNode) payload.at(KINESIS)).put("sequenceNumber", "1");
    return pointer(known).put("payload", payload.toString()).toString();
  }

  static ObjectNode parked(AcceptedRecord known) {
    ObjectNode letter = marked(JSON.createObjectNode());
    letter
        .put("weir", "parked-record")
        .put("version", 1)
        .put("parkedAt", known.arrival().at().toString());
    letter.putObject("rejection").put("reason", "NOT_JSON").put("detail", "byte 0");
    letter.set("record", Forger.record(known));
    return letter;
  }

  /** Returns a whole parked record of another pipeline: of its stream, or of its function. */
  static String ofAnotherPipeline(AcceptedRecord known, boolean stream) {
    ObjectNode letter = parked(known);
    if (stream) {
      ((ObjectNode) letter.path("record")).put("streamArn", StreamService.ARN + "-of-others");
    }
    letter
        .putObject("function")
        .put("arn", stream ? FunctionHost.ARN + ":live" : "a:function:of:others");
    return letter.toString();
  }

  private String mangled(AcceptedRecord known) {
    String whole = pointer(known).toString();
    return switch (random.nextInt(3)) {
      case 0 -> whole.substring(0, 1 + random.nextInt(whole.length() - 1));
      case 1 -> whole + whole;
      default -> "{\"by\":\"twice\"," + whole.substring(1);
    };
  }
}
