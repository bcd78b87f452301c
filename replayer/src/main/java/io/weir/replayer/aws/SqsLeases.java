package io.weir.replayer.aws;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.QueueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of SQS, for a caller that takes messages out of it. Its batch calls answer 200 although
 * single entries have failed (SQS-60), so only an entry that the answer names as successful counts
 * as done.
 */
public final class SqsLeases implements LetterQueue {

  private static final int MAX_MESSAGES = 10;
  private static final int WAIT_SECONDS = 1;

  /** What each queue takes that says nothing else: 256 KiB. */
  private static final int USUAL_LARGEST = 262_144;

  private static final String NOT_ANSWERED = "EntryNotAnswered";

  private final SqsClient sqs;
  private final String url;

  /** Works on the queue of this URL. */
  public SqsLeases(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public List<Leased> lease(Duration time) {
    return call(
        () ->
            sqs
                .receiveMessage(
                    it ->
                        it.queueUrl(url)
                            .maxNumberOfMessages(MAX_MESSAGES)
                            .waitTimeSeconds(WAIT_SECONDS)
                            .visibilityTimeout((int) time.toSeconds())
                            .messageAttributeNames(SqsAttributes.ALL)
                            .messageSystemAttributeNames(
                                MessageSystemAttributeName.AWS_TRACE_HEADER))
                .messages()
                .stream()
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
                sqs.getQueueAttributes(
                        it ->
                            it.queueUrl(url)
                                .attributeNames(QueueAttributeName.MAXIMUM_MESSAGE_SIZE))
                    .attributes(),
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
                USUAL_LARGEST));
  }

  @Override
  public Depth depth() {
    return call(
        () -> {
          Map<QueueAttributeName, String> counts =
              sqs.getQueueAttributes(
                      it ->
                          it.queueUrl(url)
                              .attributeNames(
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                  .attributes();
          return new Depth(
              count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, 0),
              count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, 0));
        });
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
