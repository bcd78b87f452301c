package io.weir.handler.park;

import io.weir.handler.call.BatchApi;
import io.weir.handler.park.SendApi.Receipt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends through {@code SendMessageBatch}. The call answers 200 though some of its entries have
 * failed (SQS-53), so only an entry that the answer names as successful is confirmed.
 */
record SendApi(SqsClient client, URI queueUrl) implements BatchApi<ParkedMessage, Receipt> {

  /** What the queue said to one message. */
  sealed interface Receipt {

    /** The queue holds the message. */
    record Confirmed() implements Receipt {}

    /** The queue will never take this message. */
    record Refused(String code) implements Receipt {}

    /** Nothing is known; the queue may even hold the message. */
    record Unknown(String code) implements Receipt {}
  }

  @Override
  public List<Reply<Receipt>> call(List<ParkedMessage> messages, Duration timeout) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (ParkedMessage message : messages) {
      String id = Integer.toString(entries.size());
      entries.add(
          SendMessageBatchRequestEntry.builder().id(id).messageBody(message.body()).build());
    }
    SendMessageBatchRequest request =
        SendMessageBatchRequest.builder()
            .queueUrl(queueUrl.toString())
            .entries(entries)
            .overrideConfiguration(call -> call.apiCallTimeout(timeout))
            .build();
    Map<String, Reply<Receipt>> replies = byId(client.sendMessageBatch(request));
    return entries.stream()
        .map(entry -> replies.getOrDefault(entry.id(), Reply.again("EntryNotAnswered")))
        .toList();
  }

  private static Map<String, Reply<Receipt>> byId(SendMessageBatchResponse response) {
    Map<String, Reply<Receipt>> replies = new HashMap<>();
    for (SendMessageBatchResultEntry entry : response.successful()) {
      replies.put(entry.id(), Reply.settled(new Receipt.Confirmed()));
    }
    for (BatchResultErrorEntry entry : response.failed()) {
      replies.put(
          entry.id(),
          Boolean.TRUE.equals(entry.senderFault())
              ? Reply.settled(new Receipt.Refused(entry.code()))
              : Reply.again(entry.code()));
    }
    return replies;
  }

  @Override
  public Receipt refused(String code) {
    return new Receipt.Refused(code);
  }

  @Override
  public Receipt unsettled(String code) {
    return new Receipt.Unknown(code.isEmpty() ? "no time left" : code);
  }
}
