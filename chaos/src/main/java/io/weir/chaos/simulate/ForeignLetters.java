package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** What other programs and services write into a queue that several of them use. */
final class ForeignLetters {

  /** Stands in each JSON object that is no letter of this pipeline. No record depends on one. */
  static final String MARK = "of-another-maker";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BY = "\"by\":\"" + MARK + "\"";

  /** None of them is a JSON object. */
  private static final List<String> TEXTS =
      List.of(
          " ",
          "\n\t\r ",
          "hello",
          "null",
          "5",
          "true",
          "\"a text\"",
          "[1,2]",
          "<notice><id>1</id></notice>",
          "level=error msg=\"it failed\"",
          "{\"a\":1}\n{\"a\":2}",
          "{\"a\":1} and more",
          "{\"a\":1,\"a\":2}",
          "{'a':1}",
          "{\"a\":1e99999999999}",
          "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
          "é ☃ \uD83C\uDF0A");

  /** Each is a whole JSON object, of a shape that is known from AWS or of none. */
  private static final List<String> OBJECTS =
      List.of(
          "{%s}",
          "{%s,\"id\":1}",
          "{%s,\"weir\":\"a-kind-of-tomorrow\"}",
          "{%s,\"weir\":5}",
          "{%s,\"weir\":null}",
          "{%s,\"Records\":[]}",
          "{%s,\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}",
          "{%s,\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\"b\"}}}]}",
          "{%s,\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"b\"}",
          "{%s,\"DDBStreamBatchInfo\":{\"shardId\":\"s\",\"batchSize\":1},\"requestContext\":{}}",
          "{%s,\"requestContext\":{\"condition\":\"EventAgeExceeded\"},\"requestPayload\":{}}",
          "{%s,\"requestContext\":{},\"responseContext\":{},\"version\":\"1.0\"}",
          "{%s,\"requestContext\":{}}",
          "{%s,\"detail-type\":\"Order\",\"source\":\"shop\",\"detail\":{\"KinesisBatchInfo\":1}}",
          "{%s,\"AlarmName\":\"a\",\"NewStateValue\":\"ALARM\"}",
          "{%s,\"Type\":\"Notification\",\"Message\":\"an alarm\"}",
          "{%s,\"Type\":\"Notification\",\"Message\":{\"KinesisBatchInfo\":{}}}",
          "{%s,\"Type\":\"Notification\",\"Message\":\"{\\\"Type\\\":\\\"Notification\\\","
              + "\\\"Message\\\":\\\"{}\\\"}\"}",
          "{%s,\"Type\":\"Notification\"}",
          "{%s,\"Type\":\"SubscriptionConfirmation\",\"Message\":\"{}\"}");

  private ForeignLetters() {}

  static String draw(SplittableRandom random) {
    int sort = random.nextInt(TEXTS.size() + OBJECTS.size() + 2);
    if (sort < TEXTS.size()) {
      return TEXTS.get(sort);
    }
    if (sort < TEXTS.size() + OBJECTS.size()) {
      return object(sort - TEXTS.size());
    }
    String inside = object(random.nextInt(OBJECTS.size()));
    return sort % 2 == 0
        ? Base64.getEncoder().encodeToString(zipped(inside))
        : Base64.getEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
  }

  private static String object(int sort) {
    return OBJECTS.get(sort).formatted(BY);
  }

  /** Returns a body as SNS sends it to a queue, unless raw delivery is asked for. */
  static String bySns(String body) {
    return JSON.createObjectNode()
        .put("Type", "Notification")
        .put("MessageId", "00000000-0000-0000-0000-000000000001")
        .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:dead-letters")
        .put("Message", body)
        .put("Timestamp", "2026-01-01T00:00:00.000Z")
        .put("SignatureVersion", "1")
        .toString();
  }

  private static byte[] zipped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
