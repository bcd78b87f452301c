package io.weir.handler.park;

import io.weir.event.Origin;
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
    int tooLarge = 0;
    while (tooLarge < poison.size() && fits(poison.get(tooLarge), by)) {
      tooLarge++;
    }
    int end = startOfRecord(poison, tooLarge);
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < end && allParked(outcomes)) {
      List<Poison> next =
          poison.subList(outcomes.size(), Math.min(end, outcomes.size() + MOST_AT_ONCE));
      outcomes.addAll(parkAtOnce(next, by, deadline));
    }
    boolean reached = outcomes.size() == end && allParked(outcomes);
    for (int i = outcomes.size(); i < poison.size(); i++) {
      Rejection rejection = poison.get(i).rejection();
      outcomes.add(
          reached && i == tooLarge
              ? unparked(rejection, "larger than a message may be")
              : behind(rejection));
    }
    return outcomes;
  }

  /** Most are far from the limit: base64 makes four bytes of three. */
  private boolean fits(Poison poison, Invocation by) {
    return poison.record().payload().remaining() < MOST_BYTES / 2
        || ParkedMessage.of(poison, by, clock.instant()).size() <= MOST_BYTES;
  }

  /** A record of which one event cannot be parked is reported: the others would come twice. */
  private static int startOfRecord(List<Poison> poison, int tooLarge) {
    int start = tooLarge;
    while (tooLarge < poison.size()
        && start > 0
        && isOfOneRecord(poison.get(start - 1), poison.get(tooLarge))) {
      start--;
    }
    return start;
  }

  private static boolean isOfOneRecord(Poison one, Poison other) {
    Origin a = one.record().origin();
    Origin b = other.record().origin();
    return a.sequenceNumber().equals(b.sequenceNumber()) && a.shardId().equals(b.shardId());
  }

  private static boolean allParked(List<Outcome> outcomes) {
    return outcomes.stream().allMatch(Parked.class::isInstance);
  }

  private List<Outcome> parkAtOnce(List<Poison> poison, Invocation by, Deadline deadline) {
    List<ParkedMessage> messages =
        poison.stream().map(each -> ParkedMessage.of(each, by, clock.instant())).toList();
    List<Receipt> receipts =
        dispatcher.send(messages.iterator(), sends, SENDS, ParkedMessage::size, deadline);
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      outcomes.add(outcome(messages.get(i).poison().rejection(), receipts.get(i)));
    }
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
