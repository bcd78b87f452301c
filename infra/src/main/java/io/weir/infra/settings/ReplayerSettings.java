package io.weir.infra.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * What is deployed of the replayer.
 *
 * @param journal whether there is a table for its shared journal
 * @param bucket whether there is a bucket for rescued payloads
 * @param rescueEvery how often its function copies payloads into the bucket; empty: no function
 */
public record ReplayerSettings(boolean journal, boolean bucket, Optional<Duration> rescueEvery) {

  /** Refuses a rescue that has no place, or comes too seldom to find what is about to expire. */
  public ReplayerSettings {
    rescueEvery.ifPresent(
        it ->
            RefusedSettingException.checkRange(
                "rescueEvery", it, Duration.ofMinutes(1), Duration.ofHours(6)));
    if (rescueEvery.isPresent() && !bucket) {
      throw new RefusedSettingException(
          "rescueEvery", Spans.text(rescueEvery.orElseThrow()), "needs rescueBucket=on");
    }
    rescueEvery
        .filter(it -> it.toSeconds() % 60 != 0)
        .ifPresent(
            it -> {
              throw new RefusedSettingException(
                  "rescueEvery", Spans.text(it), "must be whole minutes");
            });
  }

  static ReplayerSettings from(Options options) {
    return new ReplayerSettings(
        options.flag("journal"), options.flag("rescueBucket"), options.spanIfSaid("rescueEvery"));
  }
}
