package io.weir.replayer.letter;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.replayer.letter.UnreadableMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells what a message is. Whatever its bytes are, the answer is a {@link DeadLetter}; no message
 * makes this throw.
 */
public final class LetterReader {

  private static final String PARKED = "parked-record";

  private LetterReader() {}

  /** Reads a message's body, or an object that Lambda wrote to S3. */
  public static DeadLetter read(Bytes body) {
    return read(body, true);
  }

  /**
   * Reads one document of a file that stands for a queue. An export is taken apart again, so that
   * the letter has the id and the body that it had in its queue; anything else is a body itself.
   */
  public static Letter readFromFile(Bytes document) {
    DeadLetter content = read(document);
    if (content instanceof ExportedLetter exported) {
      return ExportReader.letter(document, exported);
    }
    return new Letter(
        "sha256:" + document.sha256(),
        Optional.empty(),
        document,
        Optional.<Instant>empty(),
        Optional.<Instant>empty(),
        0,
        Attributes.NONE,
        content);
  }

  /** Tells whether bytes are one whole JSON object, though it may be no letter. */
  public static boolean isObject(Bytes document) {
    return Json.isObject(document.toArray());
  }

  private static DeadLetter read(Bytes body, boolean mayBeWrapped) {
    if (body.isBlank()) {
      return new UnreadableMessage(Kind.EMPTY, body.size() + " bytes of nothing but white space");
    }
    Optional<JsonNode> object = Json.object(body.toArray());
    return object.isEmpty()
        ? new UnreadableMessage(Kind.NOT_JSON, "not one whole JSON object")
        : read(object.get(), mayBeWrapped);
  }

  private static DeadLetter read(JsonNode object, boolean mayBeWrapped) {
    Fields fields = new Fields(object, "");
    if (object.has("weir")) {
      return ours(fields);
    }
    if (object.has("KinesisBatchInfo")) {
      return PointerReader.read(fields);
    }
    if (object.path("Type").asText().equals("Notification") && object.path("Message").isTextual()) {
      return mayBeWrapped
          ? read(utf8(object.path("Message").textValue()), false)
          : new UnreadableMessage(Kind.UNKNOWN_SHAPE, "an SNS notification inside another one");
    }
    return other(object);
  }

  private static DeadLetter ours(Fields fields) {
    return switch (fields.optionalText("weir").orElse("")) {
      case PARKED -> ParkedReader.read(fields);
      case ExportLine.KIND -> ExportReader.read(fields);
      default ->
          new UnreadableMessage(Kind.UNKNOWN_SHAPE, "a document of Weir, of a kind not known here");
    };
  }

  private static UnreadableMessage other(JsonNode object) {
    if (object.path("Records").path(0).has("s3")) {
      return new UnreadableMessage(
          Kind.OTHER_SOURCE,
          "a notice of an S3 object: read the bucket itself, with --from s3://BUCKET/PREFIX");
    }
    if (object.has("DDBStreamBatchInfo")) {
      return new UnreadableMessage(
          Kind.OTHER_SOURCE, "a pointer into a DynamoDB stream, not into Kinesis");
    }
    if (object.has("requestPayload")) {
      return new UnreadableMessage(
          Kind.OTHER_SOURCE, "a failed asynchronous invocation, not of a stream");
    }
    if (object.has("requestContext") && object.has("responseContext")) {
      return new UnreadableMessage(
          Kind.OTHER_SOURCE, "a failure of another source than a Kinesis stream");
    }
    return new UnreadableMessage(
        Kind.UNKNOWN_SHAPE, "JSON, but neither a pointer nor a parked record");
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
