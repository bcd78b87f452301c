package io.weir.infra.settings;

import io.weir.event.EventSettings;
import io.weir.event.InvalidSettingException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that the function reads from its environment: the one place where an option becomes
 * a variable. What the stack itself knows, such as the table's name, is added where it is made.
 *
 * @param poison {@code POISON}
 * @param deadlineMargin {@code DEADLINE_MARGIN}
 * @param batchesInFlight {@code BATCHES_IN_FLIGHT}
 * @param events how records become events, and events items
 * @param telemetry what its log and its metrics say
 */
public record FunctionVariables(
    Poison poison,
    Duration deadlineMargin,
    int batchesInFlight,
    EventSettings events,
    Telemetry telemetry) {

  /** Of each variable about events its option. */
  private static final Map<String, String> EVENT_OPTIONS =
      Map.of(
          "EVENTS", "events",
          "EVENT_ID", "eventId",
          "EVENT_ID_SCOPE", "eventIdScope",
          "EVENT_TIME", "eventTime",
          "EVENT_TIME_ZONE", "eventTimeZone",
          "NUMBERS", "numbers");

  /** Refuses what the function would refuse at its start. */
  public FunctionVariables {
    RefusedSettingException.checkRange(
        "deadlineMargin", deadlineMargin, Duration.ofSeconds(1), Duration.ofMinutes(7));
    RefusedSettingException.checkRange("batchesInFlight", batchesInFlight, 1, 64);
  }

  static FunctionVariables from(Options options, String stack) {
    return new FunctionVariables(
        options.choice("poison", Poison.class),
        options.span("deadlineMargin"),
        options.number("batchesInFlight"),
        events(options),
        new Telemetry(
            options.choice("logLevel", LogLevel.class),
            options.flag("logIdentity"),
            options.word("metricsNamespace"),
            stack));
  }

  /** By the rules of the function itself. */
  private static EventSettings events(Options options) {
    Map<String, String> environment = new TreeMap<>();
    EVENT_OPTIONS.forEach(
        (variable, option) ->
            options.text(option).ifPresent(text -> environment.put(variable, text)));
    try {
      return EventSettings.from(environment);
    } catch (InvalidSettingException e) {
      String message = String.valueOf(e.getMessage());
      String variable = message.substring(0, message.indexOf('='));
      throw new RefusedSettingException(
          EVENT_OPTIONS.getOrDefault(variable, variable) + message.substring(variable.length()));
    }
  }

  /** Returns the variables by their names. */
  public Map<String, String> byName() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("POISON", poison.name().toLowerCase(Locale.ROOT));
    variables.put("DEADLINE_MARGIN", String.valueOf(deadlineMargin.toMillis()));
    variables.put("BATCHES_IN_FLIGHT", String.valueOf(batchesInFlight));
    variables.putAll(events.variables());
    variables.put("LOG_IDENTITY", String.valueOf(telemetry.identity()));
    variables.put("POWERTOOLS_LOG_LEVEL", telemetry.level().name());
    variables.put("POWERTOOLS_METRICS_NAMESPACE", telemetry.namespace());
    variables.put("POWERTOOLS_SERVICE_NAME", telemetry.service());
    return variables;
  }

  /** What the function does with an event that can never be stored. */
  public enum Poison {
    /** Sends it, payload and reason, to the dead-letter queue itself. */
    PARK,
    /** Reports it, so that the mapping bisects it out and writes a pointer. */
    REPORT
  }

  /** The least that is logged, by the function and by Lambda's own filter. */
  public enum LogLevel {
    /** Duplicates too. */
    DEBUG,
    /** What was rejected, parked or deferred. */
    INFO,
    /** What is not as it should be. */
    WARN,
    /** Faults of whole batches. */
    ERROR
  }

  /**
   * What the function's log and metrics say.
   *
   * @param level the least that is logged
   * @param identity {@code LOG_IDENTITY}
   * @param namespace of its metrics
   * @param service their only dimension: the stack's name, so that two stages in one account do not
   *     add up
   */
  public record Telemetry(LogLevel level, boolean identity, String namespace, String service) {

    /** Refuses what CloudWatch would. */
    public Telemetry {
      if (!namespace.matches("[a-zA-Z0-9_.:/#-]{1,255}") || namespace.startsWith("AWS/")) {
        throw new RefusedSettingException(
            "metricsNamespace", namespace, "must be a namespace of CloudWatch, not AWS's own");
      }
    }
  }
}
