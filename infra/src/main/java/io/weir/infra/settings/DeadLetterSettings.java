package io.weir.infra.settings;

import java.time.Duration;

/**
 * Dead letters.
 *
 * @param destination where the mapping sends what it gives up
 * @param retention how long the queue keeps a message: 1 h to 14 d
 * @param visibility how long a received message is hidden from others: 1 m to 12 h, and at most
 *     half the retention
 */
public record DeadLetterSettings(Destination destination, Duration retention, Duration visibility) {

  /** Refuses what SQS would, and a message that could expire while a consumer holds it. */
  public DeadLetterSettings {
    Range.of(Duration.ofHours(1), Duration.ofDays(14)).check("queueRetention", retention);
    Range.of(Duration.ofMinutes(1), Duration.ofHours(12)).check("visibility", visibility);
    if (visibility.multipliedBy(2).compareTo(retention) > 0) {
      throw new RefusedSettingException(
          "visibility",
          Spans.text(visibility),
          "a message would be hidden for most of its life of "
              + Spans.text(retention)
              + " and could expire unseen; give at most half of queueRetention");
    }
  }
}
