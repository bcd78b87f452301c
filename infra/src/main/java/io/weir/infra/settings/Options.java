package io.weir.infra.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was said, each option as the text that would follow {@code name=}, over the defaults of a
 * kind of stage. Nothing of it is ignored.
 */
final class Options {

  private final Map<String, String> said;
  private final boolean durable;

  /**
   * Joins what was said with what holds otherwise.
   *
   * @param said by checked names
   * @param durable whether the defaults are those of prod
   */
  Options(Map<String, String> said, boolean durable) {
    this.said = Map.copyOf(said);
    this.durable = durable;
  }

  /**
   * Takes Weir's options out of CDK's context, and leaves CDK's own alone.
   *
   * @throws RefusedSettingException if one is unknown or empty
   */
  static Map<String, String> ofContext(Map<String, ?> context) {
    Map<String, String> options = new HashMap<>();
    new TreeMap<>(context)
        .forEach(
            (key, value) -> {
              if (!OptionNames.isOfCdk(key)) {
                OptionNames.check(key, OptionTable.names());
                options.put(key, written(key, value));
              }
            });
    return options;
  }

  private static String written(String key, Object value) {
    String text = value == null ? "" : value.toString().strip();
    if (text.isEmpty()) {
      throw new RefusedSettingException(
          key + " is empty: leave it out, or give a value (a shell's variable that is not set?)");
    }
    if (value instanceof Map || value instanceof List) {
      throw new RefusedSettingException(
          key, text, "must be a text: lists and objects belong into a stage's file");
    }
    return text;
  }

  /** Returns whether the user said it. */
  boolean says(String option) {
    return said.containsKey(option);
  }

  Optional<String> text(String option) {
    return Optional.ofNullable(said.get(option))
        .or(() -> OptionTable.named(option).map(it -> otherwise(it.defaults())))
        .filter(it -> !it.isEmpty());
  }

  private String otherwise(Option.Default defaults) {
    return durable ? defaults.prod() : defaults.dev();
  }

  /** Returns a text that is always there, by its default. */
  String word(String option) {
    return text(option).orElseThrow(() -> new IllegalStateException(option + " has no default"));
  }

  int number(String option) {
    return parse(option, word(option));
  }

  Optional<Integer> numberIfSaid(String option) {
    return text(option).map(it -> parse(option, it));
  }

  Duration span(String option) {
    return span(option, word(option));
  }

  Optional<Duration> spanIfSaid(String option) {
    return text(option).map(it -> span(option, it));
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

  boolean flag(String option) {
    String text = word(option);
    return switch (text) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw new RefusedSettingException(option, text, "must be on or off");
    };
  }

  <E extends Enum<E>> E choice(String option, Class<E> type) {
    return constant(option, type, word(option));
  }

  /** Returns the texts of a list. */
  Stream<String> list(String option) {
    return text(option).stream().flatMap(it -> Arrays.stream(it.split(",", -1))).map(String::strip);
  }

  /** Reads {@code on-demand} or a number of shards. */
  StreamSettings.Capacity capacity(String option) {
    String text = word(option);
    return text.equals("on-demand")
        ? new StreamSettings.Capacity.OnDemand()
        : new StreamSettings.Capacity.Provisioned(parse(option, text));
  }

  private static int parse(String option, String text) {
    if (!text.matches("-?\\d{1,8}")) {
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
