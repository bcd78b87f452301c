package io.weir.replayer.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How a queue moves messages on by itself, once they were received too often.
 *
 * @param queue the name of the queue that they move to
 * @param maxReceives after how many receives; a text, since it is only shown
 */
public record RedrivePolicy(String queue, String maxReceives) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOT_KNOWN = "(not known)";

  /**
   * Returns the policy of the queue of this URL, if it has one. One that cannot be understood is
   * one all the same.
   *
   * @throws SdkException if the queue may not be asked
   */
  public static Optional<RedrivePolicy> of(SqsClient sqs, String url) {
    String text =
        sqs.getQueueAttributes(
                it -> it.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
            .attributes()
            .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
    return text.isBlank() ? Optional.empty() : Optional.of(parse(text));
  }

  private static RedrivePolicy parse(String text) {
    try {
      JsonNode policy = JSON.readTree(text);
      String arn = policy.path("deadLetterTargetArn").asText(NOT_KNOWN);
      return new RedrivePolicy(
          arn.substring(arn.lastIndexOf(':') + 1),
          policy
              .path("maxReceiveCount")
              .asText(NOT_KNOWN)); // a number or a string (SQS takes both)
    } catch (IOException e) {
      return new RedrivePolicy(NOT_KNOWN, NOT_KNOWN);
    }
  }
}
