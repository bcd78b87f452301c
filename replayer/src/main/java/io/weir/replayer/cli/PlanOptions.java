package io.weir.replayer.cli;

import io.weir.replayer.app.PlanRequest;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.plan.repair.FixProcess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is decided on, and where the records are to go. */
final class PlanOptions {

  @Option(
      names = "--via",
      paramLabel = "ROUTE",
      defaultValue = "lambda",
      description =
          "The route: lambda calls the function with the records' own coordinates, and no "
              + "other consumer sees them; stream puts them again, and every consumer sees "
              + "them; file writes them to --to. Default: ${DEFAULT-VALUE}")
  private Plan.Via via = Plan.Via.lambda;

  @Option(
      names = "--to",
      paramLabel = "NAME|FILE",
      description = "What is behind the route, unless it is the mapping's own function or stream.")
  private @Nullable String to;

  @Option(
      names = "--fix",
      paramLabel = "FILTER",
      description =
          "Repair poison by this jq filter. What it yields is decoded before it enters "
              + "the plan, and must be the same event as before. The original is kept in the "
              + "plan.")
  private @Nullable String fix;

  @Option(
      names = "--fix-raw",
      description = {
        "Give the filter the payload as one string, as jq -R does: for what is no JSON.",
        "A string that it yields is the new payload."
      })
  private boolean raw;

  @Option(
      names = "--new-identity",
      paramLabel = "ID",
      description =
          "The eventId that a repair may give a payload whose own cannot be read. It is noted in "
              + "the plan. Without it, such a repair is refused.")
  private @Nullable String newIdentity;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      defaultValue = "3",
      description = "Set a record aside that has failed so often. Default: ${DEFAULT-VALUE}")
  private int maxAttempts;

  @Option(
      names = "--limit-records",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Take no more messages once their records would be more than this: a plan is in memory "
              + "as a whole. Default: ${DEFAULT-VALUE}")
  private int limitRecords;

  @Option(
      names = "--beyond-batch",
      description =
          "Take every record of a pointer's range, although it holds more than the batch had: "
              + "those that the mapping's filter drops, too.")
  private boolean beyondBatch;

  Plan.Via via() {
    return via;
  }

  Optional<String> to() {
    return Optional.ofNullable(to);
  }

  /** Returns how much a plan takes. */
  PlanRequest.Limits limits() {
    if (limitRecords < 1) {
      throw new Stop(Exit.USAGE, "--limit-records must be at least 1, not " + limitRecords);
    }
    if (maxAttempts < 1) {
      throw new Stop(Exit.USAGE, "--max-attempts must be at least 1, not " + maxAttempts);
    }
    return new PlanRequest.Limits(maxAttempts, limitRecords, beyondBatch);
  }

  /** Returns what repairs payloads, compiled, if it was given. Reads nothing. */
  Optional<FixProcess> fix() {
    if (fix == null) {
      if (raw || newIdentity != null) {
        throw new Stop(
            Exit.USAGE, (raw ? "--fix-raw" : "--new-identity") + " needs a filter: --fix FILTER");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(FixProcess.compile(fix, raw, FixProcess.Limits.USUAL));
    } catch (IllegalArgumentException e) {
      throw new Stop(Exit.USAGE, "--fix: " + e.getMessage(), e);
    }
  }

  /** Returns the repairs that a compiled filter makes. */
  Repairs repairs(Fix by) {
    return new Repairs(by, Optional.ofNullable(newIdentity));
  }
}
