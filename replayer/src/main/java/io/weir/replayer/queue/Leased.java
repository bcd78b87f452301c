package io.weir.replayer.queue;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message that is this run's for a time.
 *
 * @param message its id
 * @param receipt the handle by which the lease is extended and the message deleted
 * @param body its text
 * @param attributes what it carries beside its body
 */
public record Leased(String message, String receipt, String body, Attributes attributes) {

  /** A message without attributes. */
  public Leased(String message, String receipt, String body) {
    this(message, receipt, body, Attributes.NONE);
  }

  /** Returns what it says. */
  public Letter toLetter() {
    Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
    return new Letter(
        message,
        Optional.of(receipt),
        bytes,
        Optional.empty(),
        Optional.empty(),
        0,
        attributes,
        LetterReader.read(bytes));
  }
}
