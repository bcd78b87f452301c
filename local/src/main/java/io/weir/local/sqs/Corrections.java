package io.weir.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What ElasticMQ answers otherwise than SQS does (SQS-64, SQS-65).
 *
 * @param elasticMq answers requests of its own
 */
record Corrections(Function<Request, Reply> elasticMq) {

  private static final int MOST_BYTES = 1_048_576;
  private static final String INVALID = "InvalidParameterValue";

  /** Returns the refusal of what ElasticMQ would begin and never end. */
  Optional<Reply> refusal(Request request) {
    SqsCall call = SqsCall.of(request);
    if (!call.action().equals("StartMessageMoveTask") || !isThere(request, call.queue())) {
      return Optional.empty();
    }
    String sources = text(ask(request, "ListDeadLetterSourceQueues", call.queue()));
    return sources.contains("http")
        ? Optional.empty()
        : Optional.of(
            refused(request, INVALID, "Source queue must be configured as a Dead Letter Queue."));
  }

  /** Returns an answer in SQS's words. */
  static Reply corrected(Request request, Reply reply) {
    if (reply.status() != 400 || !text(reply).contains("MessageTooLong")) {
      return reply;
    }
    boolean batch = SqsCall.of(request).action().endsWith("Batch");
    return batch
        ? refused(
            request,
            "AWS.SimpleQueueService.BatchRequestTooLong",
            "Batch requests cannot be longer than " + MOST_BYTES + " bytes.")
        : refused(
            request,
            INVALID,
            "One or more parameters are invalid. Reason: Message must be shorter than "
                + MOST_BYTES
                + " bytes.");
  }

  private boolean isThere(Request request, String queue) {
    return ask(request, "GetQueueAttributes", queue).status() == 200;
  }

  private Reply ask(Request request, String action, String queue) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("x-amz-target", "AmazonSQS." + action);
    headers.put("content-type", "application/x-amz-json-1.0");
    String url = "http://127.0.0.1/" + Sqs.ACCOUNT + "/" + queue;
    String body = JsonNodeFactory.instance.objectNode().put("QueueUrl", url).toString();
    return elasticMq.apply(new Request("POST", "/", Map.copyOf(headers), body.getBytes(UTF_8)));
  }

  private static Reply refused(Request request, String code, String message) {
    String id = UUID.randomUUID().toString();
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amzn-RequestId", id);
    if (request.header("X-Amz-Target").isPresent()) {
      headers.put("Content-Type", "application/x-amz-json-1.0");
      headers.put("x-amzn-query-error", code + ";Sender");
      String body =
          JsonNodeFactory.instance
              .objectNode()
              .put("__type", "com.amazonaws.sqs#" + code.substring(code.lastIndexOf('.') + 1))
              .put("message", message)
              .toString();
      return new Reply(400, headers, body.getBytes(UTF_8));
    }
    headers.put("Content-Type", "text/xml");
    String body =
        ("<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message><Detail/>"
                + "</Error><RequestId>%s</RequestId></ErrorResponse>")
            .formatted(code, message, id);
    return new Reply(400, headers, body.getBytes(UTF_8));
  }

  private static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }
}
