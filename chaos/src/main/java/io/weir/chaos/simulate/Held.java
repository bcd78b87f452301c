package io.weir.chaos.simulate;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A message that the queue holds. */
final class Held {
  final String body;
  final Carried carried;
  final Instant sentAt;
  Instant firstReceived = Instant.MAX;
  Instant visibleAt;
  Instant stuckUntil = Instant.MIN;
  String receipt = "";
  int receives;

  Held(String body, Carried carried, Instant sentAt) {
    this.body = body;
    this.carried = carried;
    this.sentAt = sentAt;
    this.visibleAt = sentAt;
  }

  /** Returns it as a receive hands it out that asks for these attributes. */
  Message message(String id, ReceiveMessageRequest asked) {
    Map<MessageSystemAttributeName, String> attributes =
        new EnumMap<>(
            Map.of(
                MessageSystemAttributeName.SENT_TIMESTAMP,
                String.valueOf(sentAt.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                String.valueOf(firstReceived.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                String.valueOf(receives)));
    if (asked.messageSystemAttributeNames().contains(MessageSystemAttributeName.AWS_TRACE_HEADER)
        && !carried.trace().isEmpty()) {
      attributes.put(MessageSystemAttributeName.AWS_TRACE_HEADER, carried.trace());
    }
    return Message.builder()
        .messageId(id)
        .receiptHandle(receipt)
        .body(body)
        .attributes(attributes)
        .messageAttributes(
            asked.messageAttributeNames().contains("All") ? carried.attributes() : Map.of())
        .build();
  }
}
