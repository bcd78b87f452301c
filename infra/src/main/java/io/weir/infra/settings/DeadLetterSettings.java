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
    RefusedSettingException.checkRange(
        "queueRetention", retention, Duration.ofHours(1), Duration.ofDays(14));
    RefusedSettingException.checkRange(
        "visibility", visibility, Duration.ofMinutes(1), Duration.ofHours(12));
    if (visibility.multipliedBy(2).compareTo(retention) > 0) {
      throw new RefusedSettingException(
          "visibility",
          Spans.text(visibility),
          "a message would be hidden for most of its life of "
              + Spans.text(retention)
              + " and could expire unseen; give at most half of queueRetention");
    }
  }

  static DeadLetterSettings from(Options options) {
    return new DeadLetterSettings(
        options.choice("onFailure", Destination.class),
        options.span("queueRetention"),
        options.span("visibility"));
  }

  /** Where the mapping sends what it gives up. There is no way to have none. */
  public enum Destination {
    /** The dead-letter queue gets a pointer, without the payload: the stream must outlive it. */
    SQS,
    /** A bucket gets the whole invocation, payload included. */
    S3
  }
}
