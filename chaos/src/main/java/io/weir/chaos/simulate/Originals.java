package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.recover.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bodies of all messages that were ever in the queue. One that comes back is as it was: its own
 * body, or its copy in the journal, whole, with that body in it.
 */
final class Originals {

  private static final JsonMapper JSON = new JsonMapper();

  private final Truth truth;
  private final Map<String, String> bodies = new HashMap<>();

  Originals(Truth truth) {
    this.truth = truth;
  }

  /** A message is in the queue. */
  void queued(String message, String body) {
    bodies.put(message, body);
  }

  /** Returns what a message stands for, wherever it is by now. */
  List<Covered> covered(String message) {
    return Covered.by(bodies.getOrDefault(message, "{}"));
  }

  /**
   * A message has come back under another id.
   *
   * @param copies of journals, which may have several of one message
   */
  void restored(String message, String newMessage, Archive copies) {
    String before = bodies.get(message);
    String after = bodies.get(newMessage);
    if (before == null || after == null || after.equals(before)) {
      return;
    }
    if (!copies.holds(Bytes.of(after.getBytes(StandardCharsets.UTF_8)))
        || !before.equals(inner(after))) {
      String what = "it came back with another body, as " + newMessage;
      truth.violation(new Violation("restore", what, message));
    }
  }

  private static String inner(String copy) {
    try {
      String inner = JSON.readTree(copy).path("message").path("body").asText();
      return new String(Base64.getDecoder().decode(inner), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
