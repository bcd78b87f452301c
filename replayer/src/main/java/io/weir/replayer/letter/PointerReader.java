package io.weir.replayer.letter;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.replayer.letter.Pointer.Response;
import io.weir.replayer.letter.UnreadableMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Lambda's on-failure message (ESM-20 to ESM-22, ESM-26). */
final class PointerReader {

  private static final Pattern FUNCTION_ARN =
      Pattern.compile(
          "arn:aws[a-z-]{0,20}:lambda:[a-z0-9-]{1,30}:\\d{12}:function:"
              + "[a-zA-Z0-9_-]{1,140}(:[a-zA-Z0-9$_-]{1,128})?");

  private PointerReader() {}

  static DeadLetter read(Fields message) {
    try {
      Fields request = message.object("requestContext");
      BatchRange range = range(message.object("KinesisBatchInfo"));
      return new Pointer(
          request.optionalText("requestId"),
          functionArn(request),
          request.text("condition"),
          request.json().path("approximateInvokeCount").asInt(0), // only shown
          response(message),
          message.time("timestamp"),
          range,
          payload(message, range));
    } catch (MalformedException e) {
      return e.alien(Kind.BROKEN_POINTER);
    }
  }

  private static String functionArn(Fields request) throws MalformedException {
    String arn = request.text("functionArn");
    if (!FUNCTION_ARN.matcher(arn).matches()) {
      throw new MalformedException("requestContext.functionArn is not the ARN of a function");
    }
    return arn;
  }

  private static Optional<Response> response(Fields message) throws MalformedException {
    Optional<Fields> response = message.optionalObject("responseContext");
    return response.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Response(
                response.get().count("statusCode", 0),
                response.get().optionalText("executedVersion"),
                response.get().optionalText("functionError")));
  }

  private static BatchRange range(Fields info) throws MalformedException {
    BatchRange range =
        new BatchRange(
            info.streamArn("streamArn"),
            info.optionalText("streamArn").filter(arn -> arn.contains("/consumer/")),
            info.shardId("shardId"),
            info.sequenceNumber("startSequenceNumber"),
            info.sequenceNumber("endSequenceNumber"),
            info.count("batchSize", 1),
            info.time("approximateArrivalOfFirstRecord"),
            info.time("approximateArrivalOfLastRecord"));
    if (range.start().compareTo(range.end()) > 0) {
      throw new MalformedException("KinesisBatchInfo ends before it starts");
    }
    return range;
  }

  /** Reads the event that Lambda adds in S3: a string by AWS, an object by some emulators. */
  private static Optional<List<RecoveredRecord>> payload(Fields message, BatchRange range)
      throws MalformedException {
    JsonNode payload = message.json().path("payload");
    if (payload.isMissingNode() || payload.isNull()) {
      return Optional.empty();
    }
    JsonNode event =
        payload.isTextual()
            ? Json.object(payload.textValue().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new MalformedException("payload is not a JSON object"))
            : payload;
    List<RecoveredRecord> records = new ArrayList<>();
    for (Fields record : new Fields(event, "payload.").objects("Records")) {
      records.add(record(record, range));
    }
    return Optional.of(List.copyOf(records));
  }

  private static RecoveredRecord record(Fields record, BatchRange range) throws MalformedException {
    Fields kinesis = record.object("kinesis");
    SequenceNumber number = kinesis.sequenceNumber("sequenceNumber");
    StreamArn stream = record.streamArn("eventSourceARN");
    String eventId = record.text("eventID");
    if (!stream.equals(range.stream())
        || !eventId.equals(range.shardId() + ":" + number)
        || !range.contains(number)) {
      throw new MalformedException(record.path() + "eventID is outside of the pointer's range");
    }
    return new RecoveredRecord(
        new Coordinates(stream, range.shardId(), number),
        kinesis.text("partitionKey"),
        kinesis.base64("data"),
        kinesis.seconds("approximateArrivalTimestamp"));
  }
}
