package io.weir.handler.park;

import io.weir.event.Rejection;
import io.weir.handler.call.Chunks;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Dispatcher;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.park.DeadLetterQueue.Invocation;
import io.weir.handler.park.DeadLetterQueue.Poison;
import io.weir.handler.park.SendApi.Receipt;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * An SQS queue as the place for poison records.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>A record counts as parked only when the queue has confirmed that very entry. A message whose
 * confirmation was lost is sent again, so a record may lie in the queue twice. Such copies are not
 * removed here: a copy costs a look, and a missing one costs the record.
 *
 * <p>The first record that cannot be parked is reported, and so delivered again with all that
 * stands behind it. What has not been sent by then is left to that delivery.
 */
public final class SqsDeadLetterQueue implements DeadLetterQueue {

  /** The most that one message, and all messages of one call together, may weigh (SQS-52). */
  static final int MOST_BYTES = 1 << 20;

  private static final Chunks SENDS = new Chunks(10, MOST_BYTES);

  /**
   * How many records are sent before their receipts are read: enough for eight calls at once. The
   * records of this span that stand behind one which could not be parked may lie in the queue.
   */
  private static final int MOST_AT_ONCE = 80;

  private final SendApi sends;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  /** Opens a queue; the client must not retry on its own. */
  public SqsDeadLetterQueue(
      SqsClient client, URI queueUrl, Dispatcher dispatcher, InstantSource clock) {
    this.sends = new SendApi(client, queueUrl);
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  @Override
  public List<Outcome> park(List<Poison> poison, Invocation by, Deadline deadline) {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < poison.size() && allParked(outcomes)) {
      List<Poison> next =
          poison.subList(outcomes.size(), Math.min(poison.size(), outcomes.size() + MOST_AT_ONCE));
      outcomes.addAll(parkAtOnce(next, by, deadline));
    }
    for (Poison each : poison.subList(outcomes.size(), poison.size())) {
      outcomes.add(behind(each.rejection()));
    }
    return outcomes;
  }

  private static boolean allParked(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(Parked.class::isInstance);
  }

  /** Parks records up to the first one that is too large for a message. */
  private List<Outcome> parkAtOnce(List<Poison> poison, Invocation by, Deadline deadline) {
    List<ParkedMessage> messages = new ArrayList<>();
    List<Outcome> tooLarge = new ArrayList<>();
    for (Poison each : poison) {
      ParkedMessage message = ParkedMessage.of(each, by, clock.instant());
      if (message.size() > MOST_BYTES) {
        tooLarge.add(unparked(each.rejection(), "larger than a message may be"));
        break;
      }
      messages.add(message);
    }
    List<Receipt> receipts =
        dispatcher.send(messages.iterator(), sends, SENDS, ParkedMessage::size, deadline);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      outcomes.add(outcome(messages.get(i).poison().rejection(), receipts.get(i)));
    }
    outcomes.addAll(tooLarge);
    return outcomes;
  }

  private static Outcome outcome(Rejection rejection, Receipt receipt) {
    if (receipt instanceof Receipt.Confirmed) {
      return new Parked(rejection);
    }
    if (receipt instanceof Receipt.Refused refused) {
      return unparked(rejection, refused.code());
    }
    String code = receipt instanceof Receipt.Unknown unknown ? unknown.code() : "NoReceipt";
    return new Deferred(Cause.QUEUE_FAILED, rejection.reason() + " not parked: " + code);
  }

  /** The mapping's pointer is the place for what no message can carry. */
  private static Outcome unparked(Rejection rejection, String why) {
    String detail = rejection.detail() + "; not parked: " + why;
    return new Rejected(new Rejection(rejection.reason(), detail));
  }
}
