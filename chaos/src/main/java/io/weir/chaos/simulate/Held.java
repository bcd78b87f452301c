package io.weir.chaos.simulate;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that the queue holds. */
final class Held {
  final String body;
  final Instant sentAt;
  Instant firstReceived = Instant.MAX;
  Instant visibleAt;
  Instant stuckUntil = Instant.MIN;
  String receipt = "";
  int receives;

  Held(String body, Instant sentAt) {
    this.body = body;
    this.sentAt = sentAt;
    this.visibleAt = sentAt;
  }

  /** Returns it as a receive hands it out. */
  Message message(String id) {
    return Message.builder()
        .messageId(id)
        .receiptHandle(receipt)
        .body(body)
        .attributes(
            Map.of(
                MessageSystemAttributeName.SENT_TIMESTAMP,
                String.valueOf(sentAt.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                String.valueOf(firstReceived.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                String.valueOf(receives)))
        .build();
  }
}
