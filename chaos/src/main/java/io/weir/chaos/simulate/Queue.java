package io.weir.chaos.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The dead-letter queue: leases that end, receipt handles that go stale, an answer an entry. */
final class Queue implements SqsClient {

  static final String URL = "http://127.0.0.1/000000000000/dead-letters";

  private static final int MOST = 10;
  private static final Duration RETENTION = Duration.ofDays(14);

  private final World world;
  private final Watcher watcher;
  private final Map<String, Held> messages = new LinkedHashMap<>();
  private int numbers;

  Queue(World world, Watcher watcher) {
    this.world = world;
    this.watcher = watcher;
  }

  /** Sees what comes and what goes. */
  interface Watcher {

    /** A message is in the queue. */
    void queued(String message, String body);

    /** Somebody deletes a message. */
    void deleting(String message);

    /** A message is gone. */
    void deleted(String message);
  }

  /** A message that the queue holds. */
  private static final class Held {
    private final String body;
    private final Instant sentAt;
    private Instant firstReceived = Instant.MAX;
    private Instant visibleAt;
    private String receipt = "";
    private int receives;

    private Held(String body, Instant sentAt) {
      this.body = body;
      this.sentAt = sentAt;
      this.visibleAt = sentAt;
    }
  }

  /** Returns the bodies, by message id. */
  Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    messages.forEach((id, held) -> bodies.put(id, held.body));
    return bodies;
  }

  /** Puts a message into the queue, as a destination does. */
  String put(String body) {
    String id = "m-%04d".formatted(++numbers);
    messages.put(id, new Held(body, world.now()));
    watcher.queued(id, body);
    world.note(() -> "the queue holds %s: %s".formatted(id, body));
    return id;
  }

  private <T> T call(String what, java.util.function.Supplier<T> action) {
    T result =
        world.effect(
            what,
            () -> {
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

  private boolean failsAlone() {
    return world.weather().strikes(Fault.QUEUE_PARTIAL);
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    if (messages.values().stream().noneMatch(this::isVisible)) {
      world.pause(Duration.ofSeconds(request.waitTimeSeconds()));
    }
    return call(
        "the receive",
        () -> {
          List<Message> received = new ArrayList<>();
          boolean hidden = world.weather().strikes(Fault.HIDDEN_MESSAGES);
          messages.forEach(
              (id, held) -> {
                boolean seen = isVisible(held) && !(hidden && world.random().nextBoolean());
                if (seen && received.size() < Math.min(MOST, request.maxNumberOfMessages())) {
                  received.add(receive(id, held, request.visibilityTimeout()));
                }
              });
          return ReceiveMessageResponse.builder().messages(received).build();
        });
  }

  private boolean isVisible(Held held) {
    return !held.visibleAt.isAfter(world.now());
  }

  private Message receive(String id, Held held, int seconds) {
    held.receipt = id + "#" + ++numbers;
    held.receives++;
    held.firstReceived = held.receives == 1 ? world.now() : held.firstReceived;
    if (!world.weather().strikes(Fault.DUPLICATE_DELIVERY)) {
      held.visibleAt = world.now().plusSeconds(seconds);
    }
    String by = world.time().current().name();
    world.note(() -> by + " receives " + id);
    return Message.builder()
        .messageId(id)
        .receiptHandle(held.receipt)
        .body(held.body)
        .attributes(
            Map.of(
                MessageSystemAttributeName.SENT_TIMESTAMP,
                String.valueOf(held.sentAt.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                String.valueOf(held.firstReceived.toEpochMilli()),
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                String.valueOf(held.receives)))
        .build();
  }

  /** Returns the message that a receipt handle names; null if the handle is stale or none. */
  private @Nullable String named(String receipt) {
    int end = receipt.indexOf('#');
    Held held = messages.get(end < 0 ? "" : receipt.substring(0, end));
    return held != null && held.receipt.equals(receipt) ? receipt.substring(0, end) : null;
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
                    String id = named(entry.receiptHandle());
                    Held held = id == null ? null : messages.get(id);
                    if (held == null || failsAlone()) {
                      failed.add(error(entry.id()));
                    } else {
                      held.visibleAt = world.now().plusSeconds(entry.visibilityTimeout());
                      done.add(
                          ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
                    }
                  });
          return ChangeMessageVisibilityBatchResponse.builder()
              .successful(done)
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
                    if (delete(entry.receiptHandle())) {
                      done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
                    } else {
                      failed.add(error(entry.id()));
                    }
                  });
          return DeleteMessageBatchResponse.builder().successful(done).failed(failed).build();
        });
  }

  /** Deletes what a handle names; what is gone already is gone. */
  private boolean delete(String receipt) {
    int end = receipt.indexOf('#');
    if (end > 0 && !messages.containsKey(receipt.substring(0, end))) {
      return true;
    }
    String id = named(receipt);
    Held held = id == null ? null : messages.get(id);
    if (id == null || held == null || failsAlone()) {
      return false;
    }
    watcher.deleting(id);
    if (!world.weather().strikes(Fault.DELETE_LOST)) {
      messages.remove(id);
      watcher.deleted(id);
      String by = world.time().current().name();
      world.note(() -> by + " deletes " + id);
    }
    return true;
  }

  private static BatchResultErrorEntry error(String id) {
    return BatchResultErrorEntry.builder().id(id).code("InternalError").senderFault(false).build();
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return call(
        "the send",
        () -> SendMessageResponse.builder().messageId(put(request.messageBody())).build());
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    return call(
        "the parking",
        () -> {
          List<SendMessageBatchResultEntry> done = new ArrayList<>();
          List<BatchResultErrorEntry> failed = new ArrayList<>();
          request
              .entries()
              .forEach(
                  entry -> {
                    if (failsAlone()) {
                      failed.add(error(entry.id()));
                    } else {
                      String id = put(entry.messageBody());
                      done.add(
                          SendMessageBatchResultEntry.builder()
                              .id(entry.id())
                              .messageId(id)
                              .build());
                    }
                  });
          return SendMessageBatchResponse.builder().successful(done).failed(failed).build();
        });
  }

  @Override
  public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
    return call(
        "the question for attributes",
        () -> {
          long visible = messages.values().stream().filter(this::isVisible).count();
          return GetQueueAttributesResponse.builder()
              .attributes(
                  Map.of(
                      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                      String.valueOf(visible),
                      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                      String.valueOf(messages.size() - visible),
                      QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                      String.valueOf(RETENTION.toSeconds())))
              .build();
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
