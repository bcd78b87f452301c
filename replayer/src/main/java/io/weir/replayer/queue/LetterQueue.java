package io.weir.replayer.queue;

import io.weir.replayer.letter.Attributes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The dead-letter queue, for a caller that takes messages out of it.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>Batch calls answer for each message. What an answer does not name as successful has failed. A
 * queue that cannot be asked at all throws {@link QueueException}.
 */
public interface LetterQueue extends LetterSource {

  /**
   * Hides a few messages from all receivers for a time.
   *
   * @return perhaps none, although there are some: a queue is spread over many hosts
   */
  List<Leased> lease(Duration time);

  /**
   * Extends leases, by receipt handle; with a time of zero it gives the messages back.
   *
   * @param receipts by message id
   * @return why it failed, by message id; nothing for those that went well
   */
  Map<String, String> extend(Map<String, String> receipts, Duration time);

  /**
   * Deletes messages, by receipt handle.
   *
   * @param receipts by message id
   * @return why it failed, by message id; nothing for those that are gone
   */
  Map<String, String> delete(Map<String, String> receipts);

  /**
   * Puts a message into the queue.
   *
   * @return the new message's id
   */
  String send(String body, Attributes attributes);

  /** Returns how many bytes a message may have, its attributes included (SQS-52). */
  int largestMessage();

  /** Returns about how many messages there are, those out of sight included. */
  Depth depth();

  /**
   * How many messages the queue says it has; the counts are approximate.
   *
   * @param visible those that can be received
   * @param leased those that a receiver holds
   */
  record Depth(int visible, int leased) {}

  /** Returns the receipt handles of leased messages, by message id. */
  static Map<String, String> receipts(Collection<Leased> letters) {
    return letters.stream()
        .collect(java.util.stream.Collectors.toMap(Leased::message, Leased::receipt, (a, b) -> b));
  }
}
