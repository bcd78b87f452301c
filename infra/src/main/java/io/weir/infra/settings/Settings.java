package io.weir.infra.settings;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One deployment. A combination that could lose a record is refused before anything is synthesized.
 *
 * @param stage its name and kind
 * @param names what things are called
 * @param stream the stream
 * @param mapping between the stream and the function
 * @param function the function
 * @param logs of the function
 * @param table that events are stored in
 * @param deadLetters what is given up
 * @param key that data is encrypted under
 * @param existing what is there already
 * @param audience who hears of alarms, and who may redrive
 * @param replayer what is deployed of it
 * @param canary whether a new version gets a part of the traffic first
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors a stage's file
public record Settings(
    Stage stage,
    Names names,
    StreamSettings stream,
    MappingSettings mapping,
    FunctionSettings function,
    LogSettings logs,
    TableSettings table,
    DeadLetterSettings deadLetters,
    KeySettings key,
    Existing existing,
    Audience audience,
    ReplayerSettings replayer,
    boolean canary) {

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
    List<Arn> arns = Stream.concat(existing.all().stream(), key.others().stream()).toList();
    Arn.mustAgree(arns);
    for (Arn arn : arns) {
      arn.mustBeIn(stage.place().region(), stage.place().account());
    }
  }

  /**
   * Reads the settings from CDK's context alone.
   *
   * @throws RefusedSettingException if one is unknown, empty, wrong, or could lose a record
   */
  public static Settings from(Map<String, ?> context) {
    return joined(Options.ofContext(context), Map.of(), "dev");
  }

  /**
   * Reads a stage's file, {@code dev.json} if the context names no stage, and what the context says
   * over it.
   *
   * @param stages the directory of all stages' files
   * @throws RefusedSettingException if one is unknown, empty, wrong, or could lose a record, or if
   *     two stages are in each other's way
   */
  public static Settings from(Map<String, ?> context, Path stages) {
    Map<String, String> said = Options.ofContext(context);
    String stage = said.getOrDefault("stage", "dev");
    Settings settings = joined(said, StageFile.read(stages, stage), "dev");
    StageFile.stages(stages).stream()
        .filter(it -> !it.equals(stage))
        .forEach(it -> settings.mustDifferFrom(it, StageFile.read(stages, it)));
    return settings;
  }

  private static Settings joined(
      Map<String, String> said, Map<String, String> file, String otherwise) {
    Map<String, String> joined = new HashMap<>(file);
    joined.putAll(said);
    String stage = StageFile.checkedName(joined.getOrDefault("stage", otherwise));
    if (file.isEmpty() && !joined.containsKey("kind") && !stage.matches("dev|prod")) {
      throw new RefusedSettingException("stage", stage, "must be dev or prod, or have a file");
    }
    Stage.Kind kind = Stage.kind(stage, joined);
    Options options = new Options(joined, kind == Stage.Kind.PROD);
    Names names = Names.from(options, stage);
    Existing existing = Existing.from(options);
    return new Settings(
        Stage.from(options, stage, kind),
        names,
        StreamSettings.from(options),
        MappingSettings.from(options),
        FunctionSettings.from(options, names.stack()),
        LogSettings.from(options),
        TableSettings.from(options),
        DeadLetterSettings.from(options),
        KeySettings.from(options, existing),
        existing,
        Audience.from(options, kind == Stage.Kind.PROD),
        ReplayerSettings.from(options),
        options.flag("canary"));
  }

  /** Refuses two files that say the same of what there can be one of. */
  private void mustDifferFrom(String other, Map<String, String> file) {
    Options options = new Options(file, false);
    Names names = Names.from(options, other);
    if (names.stack().equals(this.names.stack())) {
      throw new RefusedSettingException(
          "stackName",
          names.stack(),
          "stages %s and %s have the same".formatted(stage.name(), other));
    }
    boolean together = stage.place().isKnownAs(Place.from(options));
    if (together && names.collidesWith(this.names)) {
      throw new RefusedSettingException(
          ("stages %s and %s go to the same account and region with the same names: give one of"
                  + " them a namePrefix")
              .formatted(stage.name(), other));
    }
  }

  /**
   * Refuses what is not where the stack goes.
   *
   * @param account that CDK deploys to, as far as it is known
   * @param region that CDK deploys to, as far as it is known
   */
  public void mustFit(Optional<String> account, Optional<String> region) {
    check("account", stage.place().account(), account);
    check("region", stage.place().region(), region);
    for (Arn arn : existing.all()) {
      arn.mustBeIn(region, account);
    }
  }

  private void check(String option, Optional<String> wanted, Optional<String> actual) {
    if (wanted.isPresent() && actual.isPresent() && !wanted.equals(actual)) {
      throw new RefusedSettingException(
          option,
          wanted.orElseThrow(),
          "the credentials at hand are for %s, where stage %s does not belong"
              .formatted(actual.orElseThrow(), stage.name()));
    }
  }

  /** Returns how long a dead letter may wait while its payload is in the stream only. */
  private static Duration outlived(DeadLetterSettings deadLetters) {
    return deadLetters.destination() == Destination.SQS
        ? deadLetters.retention().plus(RESERVE)
        : TIME_TO_ACT;
  }
}
