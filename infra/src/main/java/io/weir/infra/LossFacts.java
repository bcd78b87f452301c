package io.weir.infra;

import io.weir.infra.loss.ForeignEnds;
import io.weir.infra.settings.Settings;

/** What the settings say of a stream and a queue that are not the stack's. */
final class LossFacts {

  private LossFacts() {}

  static ForeignEnds of(Settings settings) {
    return new ForeignEnds(
        settings.existing().stream()
            .map(it -> ForeignEnds.stream(settings.stream().retention().toHours())),
        settings
            .existing()
            .queue()
            .map(
                it ->
                    ForeignEnds.queue(
                        settings.deadLetters().retention().toSeconds(),
                        settings.deadLetters().visibility().toSeconds())));
  }
}
