package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The dead-letter queue as its clients see it, in any weather: an answer an entry. */
final class Queue implements SqsClient {

  static final String URL = "http://127.0.0.1/000000000000/dead-letters";

  private static final int MOST = 10;
  static final Duration RETENTION = Duration.ofDays(14);

  private final World world;
  private final Messages messages;
  private final Refusals refusals;
  private final Optional<Account.Policy> policy;

  Queue(World world, Messages messages, Optional<Account.Policy> policy) {
    this.policy = policy;
    this.world = world;
    this.refusals = new Refusals(world);
    this.messages = messages;
  }

  private <T> T call(String what, java.util.function.Supplier<T> action) {
    T result =
        world.effect(
            what,
            () -> {
              refusals.ofCall();
              if (messages.isOut()) {
                world.trouble();
                throw Errors.service("InternalError", 500);
              }
              if (world.weather().strikes(Fault.QUEUE_THROTTLED)) {
                throw Errors.service("RequestThrottled", 400);
              }
              if (world.weather().strikes(Fault.CREDENTIALS_EXPIRED)) {
                throw Errors.service("ExpiredTokenException", 403);
              }
              return action.get();
            });
    if (world.weather().strikes(Fault.QUEUE_ANSWER_LOST)) {
      world.note("the queue's answer to " + what + " is lost");
      throw Errors.lost();
    }
    return result;
  }

  private boolean isTooLarge(String body) {
    boolean tooLarge = body.getBytes(StandardCharsets.UTF_8).length > messages.limit();
    if (tooLarge) {
      world.trouble();
    }
    return tooLarge;
  }

  private boolean failsAlone() {
    return world.weather().strikes(Fault.QUEUE_PARTIAL);
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    if (messages.visible() == 0) {
      world.pause(Duration.ofSeconds(request.waitTimeSeconds()));
    }
    return call(
        "the receive",
        () -> {
          List<Message> received =
              messages.receive(Math.min(MOST, request.maxNumberOfMessages()), request);
          return ReceiveMessageResponse.builder().messages(received).build();
        });
  }

  @Override
  public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
      ChangeMessageVisibilityBatchRequest request) {
    return call(
        "the change of visibility",
        () -> {
          List<ChangeMessageVisibilityBatchResultEntry> done = new ArrayList<>();
          List<BatchResultErrorEntry> failed = new ArrayList<>();
          request
              .entries()
              .forEach(
                  entry -> {
                    if (failsAlone()
                        || !messages.extend(entry.receiptHandle(), entry.visibilityTimeout())) {
                      failed.add(error(entry.id()));
                    } else {
                      done.add(
                          ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
                    }
                  });
          return ChangeMessageVisibilityBatchResponse.builder()
              .successful(refusals.answered(done))
              .failed(failed)
              .build();
        });
  }

  @Override
  public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
    return call(
        "the deletion",
        () -> {
          List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
          List<BatchResultErrorEntry> failed = new ArrayList<>();
          request
              .entries()
              .forEach(
                  entry -> {
                    if (!failsAlone() && messages.delete(entry.receiptHandle())) {
                      done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
                    } else {
                      failed.add(error(entry.id()));
                    }
                  });
          return DeleteMessageBatchResponse.builder()
              .successful(refusals.answered(done))
              .failed(failed)
              .build();
        });
  }

  private static BatchResultErrorEntry error(String id) {
    return BatchResultErrorEntry.builder().id(id).code("InternalError").senderFault(false).build();
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return call(
        "the send",
        () -> {
          if (isTooLarge(request.messageBody())) {
            throw Errors.service("InvalidParameterValue", 400);
          }
          return SendMessageResponse.builder()
              .messageId(
                  messages.put(
                      request.messageBody(),
                      Carried.of(request.messageAttributes(), request.messageSystemAttributes())))
              .build();
        });
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return call(
        "the parking",
        () -> {
          refusals.slowly(request.overrideConfiguration());
          List<SendMessageBatchResultEntry> done = new ArrayList<>();
          List<BatchResultErrorEntry> failed = new ArrayList<>();
          request
              .entries()
              .forEach(
                  entry -> {
                    if (refusals.ofEntry()) {
                      failed.add(error(entry.id()).toBuilder().senderFault(true).build());
                    } else if (failsAlone() || isTooLarge(entry.messageBody())) {
                      failed.add(error(entry.id()));
                    } else {
                      String id =
                          messages.put(
                              entry.messageBody(),
                              Carried.of(
                                  entry.messageAttributes(), entry.messageSystemAttributes()));
                      done.add(
                          SendMessageBatchResultEntry.builder()
                              .id(entry.id())
                              .messageId(id)
                              .build());
                    }
                  });
          return SendMessageBatchResponse.builder()
              .successful(refusals.answered(done))
              .failed(failed)
              .build();
        });
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return call(
        "the question for attributes",
        () -> {
          long visible = messages.visible();
          Map<QueueAttributeName, String> attributes = new HashMap<>();
          attributes.put(
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, String.valueOf(visible));
          attributes.put(
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
              String.valueOf(messages.size() - visible));
          attributes.put(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, String.valueOf(messages.limit()));
          attributes.put(
              QueueAttributeName.MESSAGE_RETENTION_PERIOD, String.valueOf(RETENTION.toSeconds()));
          if (!world.weather().isCalm()) {
            policy.ifPresent(it -> attributes.put(QueueAttributeName.REDRIVE_POLICY, it.text()));
          }
          return GetQueueAttributesResponse.builder().attributes(attributes).build();
        });
  }

  @Override
  public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
    return call(
        "the question for the queue",
        () -> {
          if (!Account.QUEUE.equals(request.queueName())) {
            throw Errors.service("QueueDoesNotExist", 400);
          }
          return GetQueueUrlResponse.builder().queueUrl(URL).build();
        });
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
