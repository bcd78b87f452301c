package io.weir.replayer.recover;

import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator vouched for. Every sender to the queue can name any stream and any range in a
 * message, and the operator's credentials would read it: a confused deputy. Hence a message is
 * believed only where it names what the operator has named, down to region and account.
 *
 * @param streams the streams that may be read
 * @param functions the functions' ARNs without qualifier; none: any function
 */
public record Trust(Set<StreamArn> streams, Set<String> functions) {

  /** Takes unmodifiable copies, in their order: the doctor goes through them in it. */
  public Trust {
    streams = Collections.unmodifiableSet(new LinkedHashSet<>(streams));
    functions = Collections.unmodifiableSet(new LinkedHashSet<>(functions));
  }

  /** Returns why a letter that names these is refused; empty if it may be read. */
  Optional<String> refusal(StreamArn stream, Optional<String> functionArn) {
    if (!streams.contains(stream)) {
      return Optional.of(
          "names the stream "
              + stream
              + ", which was not named: if it is right, add --stream "
              + stream);
    }
    if (functions.isEmpty() || functionArn.isEmpty()) {
      return Optional.empty();
    }
    String unqualified = FunctionRef.parse(functionArn.get()).unqualified();
    return functions.contains(unqualified)
        ? Optional.empty()
        : Optional.of(
            "names the function "
                + unqualified
                + ", which was not named: if it is right, add --function "
                + unqualified);
  }

  /** Returns whether nothing was named at all. */
  boolean isEmpty() {
    return streams.isEmpty() && functions.isEmpty();
  }
}
