package io.weir.chaos.simulate;

import io.weir.chaos.simulate.PlantedExcessBugs.Planted;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Bugs about messages that are no letters of this pipeline; each has the law that must see it. */
final class PlantedStrangers {

  private PlantedStrangers() {}

  static Map<String, Planted> all() {
    Map<String, Planted> all = new LinkedHashMap<>();
    all.put("clears away what it cannot read", planted(Clearing::new));
    all.put("restores a text without its white space", planted(Trimming::new));
    return all;
  }

  private static Planted planted(UnaryOperator<LetterQueue> queue) {
    return new Planted(
        "strangers",
        () ->
            new Seams() {
              @Override
              LetterQueue letters(LetterQueue letters) {
                return queue.apply(letters);
              }
            });
  }

  private static final class Clearing extends PlantedQueue {

    Clearing(LetterQueue queue) {
      super(queue);
    }

    @Override
    public List<Leased> lease(Duration time) {
      List<Leased> leased = super.lease(time);
      List<Leased> texts = leased.stream().filter(it -> !it.body().startsWith("{")).toList();
      if (!texts.isEmpty()) {
        delete(LetterQueue.receipts(texts));
      }
      return leased.stream().filter(it -> !texts.contains(it)).toList();
    }
  }

  private static final class Trimming extends PlantedQueue {

    Trimming(LetterQueue queue) {
      super(queue);
    }

    @Override
    public String send(String body, Attributes attributes) {
      return super.send(body.replaceAll("\\s", ""), attributes);
    }
  }
}
