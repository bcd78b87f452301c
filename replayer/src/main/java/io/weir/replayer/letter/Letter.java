package io.weir.replayer.letter;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of a dead-letter queue, or of a file that stands for one.
 *
 * @param id the message's id; the same however often the queue delivers it
 * @param receipt what the queue needs to delete this delivery of it
 * @param body the message as it is
 * @param sentAt when it entered the queue: the queue's retention counts from here
 * @param firstReceivedAt when it was received for the first time
 * @param receiveCount how often it was received, about
 * @param attributes what it carries beside its body
 * @param content what the body says
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a message of SQS
public record Letter(
    String id,
    Optional<String> receipt,
    Bytes body,
    Optional<Instant> sentAt,
    Optional<Instant> firstReceivedAt,
    int receiveCount,
    Attributes attributes,
    DeadLetter content) {

  private static final int SHORT = 8;

  /** Returns how an id begins, as it is shown to a person. */
  public static String shortId(String id) {
    String tail = id.startsWith("sha256:") ? id.substring(7) : id;
    return tail.length() > SHORT ? tail.substring(0, SHORT) : tail;
  }
}
