package io.weir.infra.settings;

import io.weir.infra.settings.StreamSettings.Capacity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the user said with {@code -c name=value}, or in cdk.json. Nothing of it is ignored. */
final class Options {

  private static final List<String> KNOWN =
      List.of(
          "stage",
          "shards",
          "streamRetention",
          "batchSize",
          "batchWindow",
          "parallelization",
          "retries",
          "maxRecordAge",
          "handler",
          "poison",
          "memory",
          "timeout",
          "onFailure",
          "queueRetention",
          "visibility",
          "index",
          "customerKey",
          "alarmEmail",
          "replayerPrincipal");

  /** What users of other stacks look for, and why it is not for them to decide. */
  private static final Map<String, String> FIXED =
      Map.of(
          "report",
          "partial answers are always on: without them Lambda ignores which records failed (ESM-46)",
          "bisect",
          "bisecting is always on: without it a poison record takes its whole batch along",
          "startingPosition",
          "is always TRIM_HORIZON: LATEST skips what is put while the mapping is being created",
          "filter",
          "there is none: a record that a filter drops counts as done and leaves no trace",
          "enabled",
          "the mapping is always on: while it is off, records expire without an alarm of their age",
          "ttl",
          "the table has none: an item that expires takes the memory of its event along");

  private final Map<String, ?> context;

  Options(Map<String, ?> context) {
    this.context = context;
    context.keySet().forEach(Options::check);
  }

  /** CDK's own keys have a prefix or a hyphen; a word, or a name like an option's, is Weir's. */
  private static void check(String key) {
    if (KNOWN.contains(key)) {
      return;
    }
    alike(key, FIXED.keySet())
        .ifPresent(
            fixed -> {
              throw new RefusedSettingException(
                  "'" + key + "' is not an option: " + FIXED.get(fixed));
            });
    alike(key, KNOWN)
        .ifPresent(
            known -> {
              throw new RefusedSettingException(
                  "unknown option '" + key + "': it is written " + known);
            });
    if (key.matches("\\w+")) {
      throw new RefusedSettingException(
          "unknown option '" + key + "': the options are " + String.join(", ", KNOWN));
    }
  }

  /** Finds the option whose words were joined in another way, such as batch_size. */
  private static Optional<String> alike(String key, Collection<String> options) {
    String joined = key.replaceAll("[-_]", "");
    return options.stream().filter(joined::equalsIgnoreCase).findFirst();
  }

  Optional<String> text(String option) {
    Object value = context.get(option);
    return Optional.ofNullable(value).map(it -> it.toString().strip()).filter(it -> !it.isEmpty());
  }

  int number(String option, int otherwise) {
    return text(option).map(text -> parse(option, text)).orElse(otherwise);
  }

  Duration span(String option, Duration otherwise) {
    return text(option).map(text -> span(option, text)).orElse(otherwise);
  }

  /** What Lambda calls no limit is refused by name. */
  private static Duration span(String option, String text) {
    if (text.equals("-1")) {
      throw new RefusedSettingException(
          option,
          text,
          "without a limit records expire in the stream, which leaves no dead letter; give a"
              + " length of time");
    }
    return Spans.parse(option, text);
  }

  boolean flag(String option, boolean otherwise) {
    return text(option)
        .map(
            text ->
                switch (text) {
                  case "on", "true" -> true;
                  case "off", "false" -> false;
                  default -> throw new RefusedSettingException(option, text, "must be on or off");
                })
        .orElse(otherwise);
  }

  <E extends Enum<E>> E choice(String option, Class<E> type, E otherwise) {
    return text(option).map(text -> constant(option, type, text)).orElse(otherwise);
  }

  /** Reads {@code on-demand} or a number of shards. */
  Capacity capacity(String option, Capacity otherwise) {
    return text(option)
        .<Capacity>map(
            text ->
                text.equals("on-demand")
                    ? new Capacity.OnDemand()
                    : new Capacity.Provisioned(parse(option, text)))
        .orElse(otherwise);
  }

  private static int parse(String option, String text) {
    if (!text.matches("-?\\d{1,6}")) {
      throw new RefusedSettingException(option, text, "must be a number");
    }
    return Integer.parseInt(text);
  }

  private static <E extends Enum<E>> E constant(String option, Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> written(it).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedSettingException(
                    option,
                    text,
                    "must be "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Options::written)
                            .collect(Collectors.joining(" or "))));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
