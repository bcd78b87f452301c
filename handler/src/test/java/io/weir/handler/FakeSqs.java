package io.weir.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A queue that takes batches of messages, each on its own. A test says which it refuses. */
public final class FakeSqs implements SqsClient {

  /** What one entry comes to. */
  enum Answer {
    TAKEN,
    SENDERS_FAULT,
    OUR_FAULT,
    FORGOTTEN
  }

  /** The bodies that the queue holds. */
  public final List<String> messages = new CopyOnWriteArrayList<>();

  final AtomicInteger calls = new AtomicInteger();

  volatile BiFunction<String, Integer, Answer> answer = (body, call) -> Answer.TAKEN;

  /** Says which calls throw. */
  volatile Predicate<Integer> callFault = call -> false;

  volatile String thrownCode = "RequestThrottled";

  /** Says after which calls the answer gets lost. */
  volatile Predicate<Integer> loseAnswer = call -> false;

  private SqsException exception(String code, int status) {
    return (SqsException)
        SqsException.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  @Override
  public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
    int call = calls.incrementAndGet();
    long bytes = request.entries().stream().mapToLong(e -> e.messageBody().length()).sum();
    if (request.entries().size() > 10 || bytes > 1_048_576) {
      throw exception("AWS.SimpleQueueService.BatchRequestTooLong", 400);
    }
    if (callFault.test(call)) {
      throw exception(thrownCode, 400);
    }
    List<SendMessageBatchResultEntry> taken = new ArrayList<>();
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (SendMessageBatchRequestEntry entry : request.entries()) {
      Answer result = answer.apply(entry.messageBody(), call);
      switch (result) {
        case TAKEN -> {
          messages.add(entry.messageBody());
          taken.add(SendMessageBatchResultEntry.builder().id(entry.id()).messageId("m").build());
        }
        case SENDERS_FAULT, OUR_FAULT ->
            failed.add(
                BatchResultErrorEntry.builder()
                    .id(entry.id())
                    .senderFault(result == Answer.SENDERS_FAULT)
                    .code(result.name())
                    .build());
        case FORGOTTEN -> {}
      }
    }
    if (loseAnswer.test(call)) {
      throw exception("InternalError", 500);
    }
    return SendMessageBatchResponse.builder().successful(taken).failed(failed).build();
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
