package io.weir.replayer.cli;

import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.TimePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which records are meant: those that fit all of them. */
final class SelectionOptions {

  @Option(
      names = "--cause",
      paramLabel = "WORD",
      split = ",",
      description =
          "Of this group, as inspect names it: BYSTANDER, 'POISON NOT_JSON', or NOT_JSON alone.")
  private List<String> causes = new ArrayList<>();

  @Option(
      names = "--letter",
      paramLabel = "ID",
      split = ",",
      description = "Of this message; the beginning of its id will do.")
  private List<String> letters = new ArrayList<>();

  @Option(names = "--shard", paramLabel = "ID", split = ",", description = "Of this shard.")
  private List<String> shards = new ArrayList<>();

  @Option(names = "--key", paramLabel = "TEXT", description = "With this partition key.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "That arrived then or later: 2026-11-24T10:00:00Z, or 24h ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "That arrived before then.")
  private @Nullable String until;

  /** Returns the selection, its times frozen. */
  Selection selection(Instant now) {
    return new Selection(
        Set.copyOf(causes),
        Set.copyOf(letters),
        Set.copyOf(shards),
        Set.copyOf(keys),
        new Selection.Arrival(time("--since", since, now), time("--until", until, now)));
  }

  private static Optional<Instant> time(String option, @Nullable String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(TimePoint.parse(text, now));
    } catch (IllegalArgumentException e) {
      throw new Stop(Exit.USAGE, option + ": " + e.getMessage(), e);
    }
  }
}
