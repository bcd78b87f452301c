package io.weir.replayer.examine;

import io.weir.event.Rejection.Reason;
import io.weir.event.packing.Packing;
import io.weir.replayer.letter.UnreadableMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that the names of groups are made of: which cause there can be at all. */
public final class Causes {

  private static final Set<String> DIAGNOSES =
      Set.of(
          "POISON",
          "FIXED",
          "BYSTANDER",
          "STORED",
          "CONFLICT",
          "FILTERED",
          "UNKNOWN",
          Diagnosis.Undecided.WORD);

  private static final Set<String> VERDICTS =
      Set.of("COMPLETE", "PARTIAL", "EXPIRED", "GONE", "REFUSED", "UNREADABLE", "MALFORMED");

  private static final Set<String> CODES =
      Stream.of(Reason.values(), UnreadableMessage.Kind.values(), Packing.values())
          .flatMap(Stream::of)
          .map(Enum::name)
          .collect(Collectors.toSet());

  private Causes() {}

  /** Tells whether a group could have this name, or have it in its name. */
  public static boolean isOne(String name) {
    return Stream.of(name.strip().toUpperCase(Locale.ROOT).split("\\s+"))
        .allMatch(
            word -> DIAGNOSES.contains(word) || VERDICTS.contains(word) || CODES.contains(word));
  }

  /** Returns the words that are not codes, for a person who has mistyped one. */
  public static List<String> words() {
    return Stream.concat(DIAGNOSES.stream(), VERDICTS.stream()).sorted().toList();
  }
}
