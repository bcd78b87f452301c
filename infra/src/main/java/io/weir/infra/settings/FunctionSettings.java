package io.weir.infra.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * The function.
 *
 * @param handler which class it is
 * @param memory 512 to 10,240 MB; CPU comes with it
 * @param timeout 10 s to 15 m: well above the time that the function keeps for its answer
 * @param reserved invocations at once that it has for itself, and no more
 * @param variables what its environment says
 */
public record FunctionSettings(
    Handler handler,
    int memory,
    Duration timeout,
    Optional<Integer> reserved,
    FunctionVariables variables) {

  /** Refuses what Lambda would, and a timeout that leaves no time to work. */
  public FunctionSettings {
    RefusedSettingException.checkRange("memory", memory, 512, 10_240);
    RefusedSettingException.checkRange(
        "timeout", timeout, Duration.ofSeconds(10), Duration.ofMinutes(15));
    reserved.ifPresent(
        it -> RefusedSettingException.checkRange("reservedConcurrency", it, 1, 100_000));
    Duration margin = variables.deadlineMargin();
    if (margin.multipliedBy(2).compareTo(timeout) > 0) {
      throw new RefusedSettingException(
          "deadlineMargin",
          Spans.text(margin),
          "leaves too little of the timeout of "
              + Spans.text(timeout)
              + " for work; give at most half of it");
    }
  }

  static FunctionSettings from(Options options, String stack) {
    return new FunctionSettings(
        options.choice("handler", Handler.class),
        options.number("memory"),
        options.span("timeout"),
        options.numberIfSaid("reservedConcurrency"),
        FunctionVariables.from(options, stack));
  }

  /** The function's class, and the jar that has it. */
  public enum Handler {
    /** Weir's own: handler.jar. */
    WEIR("io.weir.handler.StreamHandler"),
    /** Powertools' batch utility over Weir's store: powertools-handler.jar. */
    POWERTOOLS("io.weir.powertools.PowertoolsStreamHandler"),
    /** The same with Powertools' idempotency, and a table for its markers. */
    POWERTOOLS_IDEMPOTENT("io.weir.powertools.PowertoolsIdempotentStreamHandler");

    private final String type;

    Handler(String type) {
      this.type = type;
    }

    /** Returns the class that Lambda calls. */
    public String type() {
      return type;
    }
  }
}
