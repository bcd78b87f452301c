package io.weir.local.mapping.api;

import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a mapping connects, and how.
 *
 * @param functionArn the function's, with its qualifier if it was given one
 * @param eventSourceArn the stream's
 * @param destinationArn of the on-failure destination
 * @param enabled whether it polls
 * @param extras what it is only asked to remember
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors CreateEventSourceMapping
public record Definition(
    String functionArn,
    String eventSourceArn,
    MappingSettings settings,
    Filters filters,
    Optional<String> destinationArn,
    boolean enabled,
    Extras extras) {

  private static final int NO_LIMIT = -1;

  Definition to(String otherFunctionArn) {
    return new Definition(
        otherFunctionArn, eventSourceArn, settings, filters, destinationArn, enabled, extras);
  }

  /**
   * What changes nothing that a mapping does here.
   *
   * @param metrics that it would publish; the counters here are those of {@code up}
   * @param tags by key
   */
  public record Extras(List<String> metrics, SortedMap<String, String> tags) {

    /** Keeps copies. */
    public Extras {
      metrics = List.copyOf(metrics);
      tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Neither metrics nor tags. */
    public static Extras none() {
      return new Extras(List.of(), new TreeMap<>());
    }
  }

  /** Reads a new definition from a request; what is not given has Lambda's default. */
  static Definition created(Members members, String functionArn) {
    members.refuseWhatIsNotBuilt();
    MappingSettings defaults = MappingSettings.awsDefaults();
    String source =
        members
            .text("EventSourceArn")
            .orElseThrow(() -> Refusal.invalid("Unrecognized event source."));
    Admission.checkKind(source);
    return new Definition(
        functionArn,
        source,
        settings(members, defaults, members.startingPosition()),
        filters(members).orElseGet(Filters::none),
        members.destination().filter(arn -> !arn.isEmpty()),
        members.flag("Enabled").orElse(true),
        new Extras(members.metrics().orElseGet(List::of), members.tags()));
  }

  /** Reads a change from a request; what is not given stays. */
  static Definition updated(Members members, Definition before) {
    members.refuseWhatIsNotBuilt();
    return new Definition(
        before.functionArn(),
        before.eventSourceArn(),
        settings(members, before.settings(), before.settings().startingPosition()),
        filters(members).orElse(before.filters()),
        members.destination().or(before::destinationArn).filter(arn -> !arn.isEmpty()),
        members.flag("Enabled").orElse(before.enabled()),
        new Extras(members.metrics().orElse(before.extras().metrics()), before.extras().tags()));
  }

  private static MappingSettings settings(
      Members members, MappingSettings before, StartingPosition start) {
    MappingSettings.Builder next = before.toBuilder().startingPosition(start);
    members.number("BatchSize", 1, 10_000).ifPresent(next::batchSize);
    members
        .number("MaximumBatchingWindowInSeconds", 0, 300)
        .map(Duration::ofSeconds)
        .ifPresent(next::batchWindow);
    members
        .number("MaximumRetryAttempts", NO_LIMIT, 10_000)
        .map(n -> n == NO_LIMIT ? OptionalInt.empty() : OptionalInt.of(n))
        .ifPresent(next::maximumRetryAttempts);
    members
        .recordAge()
        .map(n -> Optional.of(n).filter(age -> age != NO_LIMIT).map(Duration::ofSeconds))
        .ifPresent(next::maximumRecordAge);
    members.flag("BisectBatchOnFunctionError").ifPresent(next::bisect);
    members.reportBatchItemFailures().ifPresent(next::reportBatchItemFailures);
    members.number("ParallelizationFactor", 1, 10).ifPresent(next::parallelizationFactor);
    return next.build();
  }

  private static Optional<Filters> filters(Members members) {
    Optional<List<String>> patterns = members.patterns();
    try {
      return patterns.map(Filters::of);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }
}
