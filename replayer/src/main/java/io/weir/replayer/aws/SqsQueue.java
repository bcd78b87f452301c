package io.weir.replayer.aws;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.QueueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of SQS: looked at, leased, deleted from and sent to.
 *
 * <p>SQS has no way to look without receiving: what is looked at is hidden from others until it is
 * given back, which is done before anything is made of it. If this process dies in between, the
 * queue gives it back by itself.
 *
 * <p>Batch calls answer 200 although single entries have failed (SQS-60), so only an entry that the
 * answer names as successful counts as done.
 */
public final class SqsQueue implements LetterQueue {

  private static final int MAX_MESSAGES = 10;

  /** Longer than 0, so that all of SQS's servers are asked (SQS-54). */
  private static final int WAIT_SECONDS = 1;

  /** Empty answers in a row, before it is believed that no more can be had. */
  private static final int MAX_EMPTY = 3;

  /** Calls that may fail before no more messages are given back one by one. */
  private static final int MAX_FAILURES = 3;

  /** What each queue takes that says nothing else: 256 KiB. */
  private static final int USUAL_LARGEST = 262_144;

  private static final String NOT_ANSWERED = "EntryNotAnswered";

  private final SqsClient sqs;
  private final String url;

  /** Works on the queue of this URL. */
  public SqsQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  @Override
  public Peek peek(int limit, BooleanSupplier stop) {
    Map<String, Message> seen = new LinkedHashMap<>();
    try {
      Map<QueueAttributeName, String> before =
          attributes(
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
              QueueAttributeName.MESSAGE_RETENTION_PERIOD);
      int visible = count(before, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, 0);
      int inFlight =
          count(before, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, 0);
      boolean dry = receive(seen, limit, visible, stop);
      Optional<Duration> retention =
          Optional.ofNullable(before.get(QueueAttributeName.MESSAGE_RETENTION_PERIOD))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
      return new Peek(
          seen.values().stream().map(SqsQueue::letter).toList(),
          Optional.of((long) Math.max(visible, seen.size())),
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
  private boolean receive(Map<String, Message> seen, int limit, int visible, BooleanSupplier stop) {
    int empty = 0;
    Duration hidden = Duration.ofSeconds(60 + limit / 100);
    while (seen.size() < limit && !stop.getAsBoolean()) {
      int known = seen.size();
      // The newest delivery's receipt is the one that gives the message back.
      receive(Math.min(MAX_MESSAGES, limit - known), hidden)
          .forEach(message -> seen.put(message.messageId(), message));
      empty = seen.size() == known ? empty + 1 : 0;
      if (empty > 0 && (seen.size() >= visible || empty == MAX_EMPTY)) {
        return true;
      }
    }
    return false;
  }

  private List<Message> receive(int most, Duration hidden) {
    return sqs.receiveMessage(
            it ->
                it.queueUrl(url)
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .visibilityTimeout((int) hidden.toSeconds())
                    .messageSystemAttributeNames(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        MessageSystemAttributeName.AWS_TRACE_HEADER)
                    .messageAttributeNames(SqsAttributes.ALL))
        .messages();
  }

  /** Gives everything back. What cannot be given back comes back at the end of its time-out. */
  private void giveBack(Map<String, Message> seen) {
    List<Message> all = List.copyOf(seen.values());
    int failures = 0;
    for (int from = 0; from < all.size() && failures < MAX_FAILURES; from += MAX_MESSAGES) {
      Map<String, String> ten = new LinkedHashMap<>();
      all.subList(from, Math.min(from + MAX_MESSAGES, all.size()))
          .forEach(message -> ten.put(message.messageId(), message.receiptHandle()));
      try {
        extend(ten, Duration.ZERO);
      } catch (QueueException e) {
        failures++; // nothing is lost by it; but what fails again and again is not worth the time
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

  @Override
  public List<Leased> lease(Duration time) {
    return call(
        () ->
            receive(MAX_MESSAGES, time).stream()
                .map(
                    m ->
                        new Leased(m.messageId(), m.receiptHandle(), m.body(), SqsAttributes.of(m)))
                .toList());
  }

  @Override
  public Map<String, String> extend(Map<String, String> receipts, Duration time) {
    return inTens(
        receipts,
        (ids, handles) -> {
          List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
          for (int i = 0; i < ids.size(); i++) {
            entries.add(
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(i))
                    .receiptHandle(handles.get(i))
                    .visibilityTimeout((int) time.toSeconds())
                    .build());
          }
          ChangeMessageVisibilityBatchResponse answer =
              sqs.changeMessageVisibilityBatch(it -> it.queueUrl(url).entries(entries));
          return failures(
              ids, answer.successful().stream().map(entry -> entry.id()).toList(), answer.failed());
        });
  }

  @Override
  public Map<String, String> delete(Map<String, String> receipts) {
    return inTens(
        receipts,
        (ids, handles) -> {
          List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
          for (int i = 0; i < ids.size(); i++) {
            entries.add(
                DeleteMessageBatchRequestEntry.builder()
                    .id(String.valueOf(i))
                    .receiptHandle(handles.get(i))
                    .build());
          }
          DeleteMessageBatchResponse answer =
              sqs.deleteMessageBatch(it -> it.queueUrl(url).entries(entries));
          return failures(
              ids, answer.successful().stream().map(entry -> entry.id()).toList(), answer.failed());
        });
  }

  @Override
  public String send(String body, Attributes attributes) {
    return call(
        () ->
            sqs.sendMessage(
                    it ->
                        it.queueUrl(url)
                            .messageBody(body)
                            .messageAttributes(SqsAttributes.own(attributes))
                            .messageSystemAttributes(SqsAttributes.system(attributes)))
                .messageId());
  }

  @Override
  public int largestMessage() {
    return call(
        () ->
            count(
                attributes(QueueAttributeName.MAXIMUM_MESSAGE_SIZE),
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
                USUAL_LARGEST));
  }

  @Override
  public Depth depth() {
    return call(
        () -> {
          Map<QueueAttributeName, String> counts =
              attributes(
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
          return new Depth(
              count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, 0),
              count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, 0));
        });
  }

  private Map<QueueAttributeName, String> attributes(QueueAttributeName... names) {
    return sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(names)).attributes();
  }

  private static int count(
      Map<QueueAttributeName, String> counts, QueueAttributeName name, int otherwise) {
    return Integer.parseInt(counts.getOrDefault(name, String.valueOf(otherwise)));
  }

  private static Map<String, String> inTens(
      Map<String, String> receipts,
      BiFunction<List<String>, List<String>, Map<String, String>> call) {
    List<String> ids = List.copyOf(receipts.keySet());
    Map<String, String> failed = new HashMap<>();
    for (int from = 0; from < ids.size(); from += MAX_MESSAGES) {
      List<String> ten = ids.subList(from, Math.min(from + MAX_MESSAGES, ids.size()));
      List<String> handles = ten.stream().map(id -> receipts.getOrDefault(id, "")).toList();
      failed.putAll(call(() -> call.apply(ten, handles)));
    }
    return failed;
  }

  private static Map<String, String> failures(
      List<String> ids, List<String> successful, List<BatchResultErrorEntry> failed) {
    Map<String, String> failures = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String entry = String.valueOf(i);
      if (!successful.contains(entry)) {
        failures.put(
            ids.get(i),
            failed.stream()
                .filter(error -> error.id().equals(entry))
                .map(BatchResultErrorEntry::code)
                .findFirst()
                .orElse(NOT_ANSWERED));
      }
    }
    return failures;
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new QueueException(Failure.of(e).message(), e);
    }
  }
}
