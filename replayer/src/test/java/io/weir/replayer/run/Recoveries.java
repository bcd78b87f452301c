package io.weir.replayer.run;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Leased messages as letters, and what the production recoverer makes of them. */
final class Recoveries {

  private Recoveries() {}

  /** Recovers messages, in their order, as {@code apply} does. */
  static List<Recovery> read(List<Leased> messages, Recoverer recoverer) {
    try {
      return recoverer.recover(
          messages.stream().map(Recoveries::letter).toList(), Optional.empty(), () -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Letter letter(Leased leased) {
    Bytes body = Bytes.of(leased.body().getBytes(StandardCharsets.UTF_8));
    return new Letter(
        leased.message(),
        Optional.of(leased.receipt()),
        body,
        Optional.empty(),
        Optional.empty(),
        0,
        Attributes.NONE,
        LetterReader.read(body));
  }
}
