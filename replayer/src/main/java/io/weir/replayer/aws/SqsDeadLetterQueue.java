package io.weir.replayer.aws;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.queue.DeadLetterQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A queue of SQS. SQS has no way to look without receiving: what is looked at is hidden from others
 * until it is given back, which is done before anything is made of it. If this process dies in
 * between, the queue gives it back by itself.
 */
public final class SqsDeadLetterQueue implements DeadLetterQueue {

  private static final int MAX_MESSAGES = 10;

  /** Longer than 0, so that all of SQS's servers are asked (SQS-54). */
  private static final int WAIT_SECONDS = 1;

  /** Empty answers in a row, before it is believed that no more can be had. */
  private static final int MAX_EMPTY = 3;

  /** Calls that may fail before no more messages are given back one by one. */
  private static final int MAX_FAILURES = 3;

  private final SqsClient sqs;
  private final String url;
  private final BooleanSupplier stop;

  /**
   * Looks at the queue of this URL.
   *
   * @param stop whether to look no further, and give back what was seen
   */
  public SqsDeadLetterQueue(SqsClient sqs, String url, BooleanSupplier stop) {
    this.sqs = sqs;
    this.url = url;
    this.stop = stop;
  }

  @Override
  public String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public Peek peek(int limit) throws QueueException {
    Map<String, Message> seen = new LinkedHashMap<>();
    try {
      Map<QueueAttributeName, String> before = attributes();
      long visible = number(before, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      long inFlight = number(before, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
      boolean dry = receive(seen, limit, visible);
      Optional<Duration> retention =
          Optional.ofNullable(before.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
      return new Peek(
          seen.values().stream().map(SqsDeadLetterQueue::letter).toList(),
          Optional.of(Math.max(visible, seen.size())),
          // What is counted as held, and was seen even so, has been given back meanwhile.
          Math.max(0, Math.min(inFlight, visible + inFlight - seen.size())),
          retention,
          dry && inFlight == 0 && seen.size() >= visible);
    } catch (SdkException e) {
      throw new QueueException(Failure.of(e).message(), e);
    } finally {
      giveBack(seen);
    }
  }

  /** Receives until nothing new comes; returns whether that was the reason to stop. */
  private boolean receive(Map<String, Message> seen, int limit, long visible) {
    int empty = 0;
    int hidden = 60 + limit / 100;
    while (seen.size() < limit && !stop.getAsBoolean()) {
      ReceiveMessageResponse answer =
          sqs.receiveMessage(
              it ->
                  it.queueUrl(url)
                      .maxNumberOfMessages(Math.min(MAX_MESSAGES, limit - seen.size()))
                      .waitTimeSeconds(WAIT_SECONDS)
                      .visibilityTimeout(hidden)
                      .messageSystemAttributeNames(
                          MessageSystemAttributeName.SENT_TIMESTAMP,
                          MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                          MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                          MessageSystemAttributeName.AWS_TRACE_HEADER)
                      .messageAttributeNames(SqsAttributes.ALL));
      int known = seen.size();
      // The newest delivery's receipt is the one that gives the message back.
      answer.messages().forEach(message -> seen.put(message.messageId(), message));
      empty = seen.size() == known ? empty + 1 : 0;
      if (empty > 0 && (seen.size() >= visible || empty == MAX_EMPTY)) {
        return true;
      }
    }
    return false;
  }

  private Map<QueueAttributeName, String> attributes() {
    return sqs.getQueueAttributes(
            it ->
                it.queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD))
        .attributes();
  }

  private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Long.parseLong(attributes.getOrDefault(name, "0"));
  }

  /** Gives everything back. What cannot be given back comes back at the end of its time-out. */
  private void giveBack(Map<String, Message> seen) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : seen.values()) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .receiptHandle(message.receiptHandle())
              .visibilityTimeout(0)
              .build());
    }
    int failures = 0;
    for (int from = 0; from < entries.size(); from += MAX_MESSAGES) {
      List<ChangeMessageVisibilityBatchRequestEntry> ten =
          entries.subList(from, Math.min(from + MAX_MESSAGES, entries.size()));
      try {
        sqs.changeMessageVisibilityBatch(it -> it.queueUrl(url).entries(ten));
      } catch (SdkException e) {
        failures++; // nothing is lost by it; but what fails again and again is not worth the time
      }
      if (failures == MAX_FAILURES) {
        return;
      }
    }
  }

  private static Letter letter(Message message) {
    Bytes body = Bytes.of(message.body().getBytes(StandardCharsets.UTF_8));
    return new Letter(
        message.messageId(),
        Optional.of(message.receiptHandle()),
        body,
        time(message, MessageSystemAttributeName.SENT_TIMESTAMP),
        time(message, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP),
        Integer.parseInt(
            message
                .attributes()
                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0")),
        SqsAttributes.of(message),
        LetterReader.read(body));
  }

  private static Optional<Instant> time(Message message, MessageSystemAttributeName name) {
    return Optional.ofNullable(message.attributes().get(name))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }
}
