package io.weir.infra.settings;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.Settings.FunctionSettings.Handler;
import io.weir.infra.settings.Settings.FunctionSettings.Poison;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One deployment. A combination that could lose a record is refused before anything is synthesized.
 *
 * @param stage gives the defaults
 * @param stream the stream
 * @param mapping between the stream and the function
 * @param function the function
 * @param deadLetters what is given up
 * @param index whether the table has its index {@code byPartitionKey}
 * @param customerKey whether data is encrypted under a key of the customer's own
 * @param audience who hears of alarms, and who may redrive
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the CDK context
public record Settings(
    Stage stage,
    StreamSettings stream,
    MappingSettings mapping,
    FunctionSettings function,
    DeadLetterSettings deadLetters,
    boolean index,
    boolean customerKey,
    Audience audience) {

  /** What a person needs at least to act on a dead letter whose payload is in the stream only. */
  public static final Duration TIME_TO_ACT = Duration.ofHours(12);

  /**
   * What maxRecordAge does not bound: a last attempt that begins just before it (ESM-19), and the
   * time in which the pointer is written. It is far above the longest timeout.
   */
  public static final Duration RESERVE = Duration.ofHours(1);

  /** Refuses a stream that forgets a record while something still points to it. */
  public Settings {
    Duration needed = mapping.maxRecordAge().plus(outlived(deadLetters));
    if (stream.retention().compareTo(needed) < 0) {
      throw new RefusedSettingException(
          "streamRetention",
          Spans.text(stream.retention()),
          ("the last dead letter may point to a record that is %s old, so the stream must keep"
                  + " records for at least %s (maxRecordAge %s + %s)")
              .formatted(
                  Spans.text(needed),
                  Spans.text(needed),
                  Spans.text(mapping.maxRecordAge()),
                  deadLetters.destination() == Destination.SQS
                      ? "queueRetention %s + %s in reserve"
                          .formatted(Spans.text(deadLetters.retention()), Spans.text(RESERVE))
                      : "time to act " + Spans.text(TIME_TO_ACT)));
    }
  }

  /**
   * Reads the settings from the CDK context.
   *
   * @throws RefusedSettingException if one is unknown, wrong, or could lose a record
   */
  public static Settings from(Map<String, ?> context) {
    Options options = new Options(context);
    Stage stage = options.choice("stage", Stage.class, Stage.DEV);
    Settings defaults = stage.durable() ? Defaults.PROD : Defaults.DEV;
    return new Settings(
        stage,
        new StreamSettings(
            options.capacity("shards", defaults.stream.capacity()),
            options.span("streamRetention", defaults.stream.retention())),
        new MappingSettings(
            options.number("batchSize", defaults.mapping.batchSize()),
            options.span("batchWindow", defaults.mapping.batchWindow()),
            options.number("parallelization", defaults.mapping.parallelization()),
            options.number("retries", defaults.mapping.retries()),
            options.span("maxRecordAge", defaults.mapping.maxRecordAge())),
        new FunctionSettings(
            options.choice("handler", Handler.class, defaults.function.handler()),
            options.choice("poison", Poison.class, defaults.function.poison()),
            options.number("memory", defaults.function.memory()),
            options.span("timeout", defaults.function.timeout())),
        new DeadLetterSettings(
            options.choice("onFailure", Destination.class, defaults.deadLetters.destination()),
            options.span("queueRetention", defaults.deadLetters.retention()),
            options.span("visibility", defaults.deadLetters.visibility())),
        options.flag("index", defaults.index),
        options.flag("customerKey", defaults.customerKey),
        new Audience(options.text("alarmEmail"), options.text("replayerPrincipal")));
  }

  /** Returns how long a dead letter may wait while its payload is in the stream only. */
  private static Duration outlived(DeadLetterSettings deadLetters) {
    return deadLetters.destination() == Destination.SQS
        ? deadLetters.retention().plus(RESERVE)
        : TIME_TO_ACT;
  }

  /**
   * People.
   *
   * @param alarmEmail gets each alarm; empty: subscribe to the topic by other means
   * @param replayerPrincipal the ARN that may assume the replayer's role; empty: no role, and the
   *     two policies can be attached to one that exists
   */
  public record Audience(Optional<String> alarmEmail, Optional<String> replayerPrincipal) {

    /** Not root, which is everybody in its account; a session is one use of a role. */
    private static final String ONE_PRINCIPAL =
        "arn:[a-z-]+:(iam::\\d{12}:(role|user)|sts::\\d{12}:assumed-role/[^*/\\s]+)/[^*\\s]*[^*/\\s]";

    /** Refuses addresses that cannot be ones, and principals that are everybody. */
    public Audience {
      alarmEmail
          .filter(mail -> !mail.matches("[^@\\s]+@[^@\\s]+"))
          .ifPresent(
              mail -> {
                throw new RefusedSettingException("alarmEmail", mail, "must be an e-mail address");
              });
      replayerPrincipal
          .filter(arn -> !arn.matches(ONE_PRINCIPAL))
          .ifPresent(
              arn -> {
                throw new RefusedSettingException(
                    "replayerPrincipal",
                    arn,
                    "must be the ARN of one role or user, such as"
                        + " arn:aws:iam::123456789012:role/on-call");
              });
    }
  }

  /**
   * The function.
   *
   * @param handler which class it is
   * @param poison what it does with a record that can never be stored
   * @param memory 512 to 10,240 MB; CPU comes with it
   * @param timeout 10 s to 15 m: well above the two seconds that the function keeps for its answer
   */
  public record FunctionSettings(Handler handler, Poison poison, int memory, Duration timeout) {

    /** Refuses what Lambda would, and a timeout that leaves no time to work. */
    public FunctionSettings {
      RefusedSettingException.checkRange("memory", memory, 512, 10_240);
      RefusedSettingException.checkRange(
          "timeout", timeout, Duration.ofSeconds(10), Duration.ofMinutes(15));
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

    /**
     * What the function does with a record that can never be stored: its variable {@code POISON}.
     */
    public enum Poison {
      /** Reports it, so that the mapping bisects it out and writes a pointer. */
      REPORT,
      /** Sends it, payload and reason, to the dead-letter queue itself. */
      PARK
    }
  }

  /**
   * A deployment's kind. It gives the defaults, and says whether {@code cdk destroy} keeps the
   * data.
   */
  public enum Stage {
    /** To try things out: cheap, and gone after {@code cdk destroy}. */
    DEV,
    /** For traffic that matters: its data outlives the stack. */
    PROD;

    /** Returns whether data outlives the stack. */
    public boolean durable() {
      return this == PROD;
    }

    /** Returns its name as users write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
