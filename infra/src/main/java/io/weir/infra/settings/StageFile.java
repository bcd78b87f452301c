package io.weir.infra.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage's settings: one JSON object, each member an option, with the type that {@code
 * stages/schema.json} says.
 */
final class StageFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,19}");
  private static final List<String> NAMES = OptionTable.ALL.stream().map(Option::name).toList();

  private StageFile() {}

  /** Refuses a name that can be no file, no stack and no tag. */
  static String checkedName(String stage) {
    if (!STAGE.matcher(stage).matches()) {
      throw new RefusedSettingException(
          "stage", stage, "must be a lower-case word such as dev, prod or prod-eu");
    }
    return stage;
  }

  /**
   * Returns what a stage's file says; nothing, if there is none and the stage needs none.
   *
   * @throws RefusedSettingException if it is missing, no object of known options, or has a wrong
   *     type
   */
  static Map<String, String> read(Path directory, String stage) {
    Path file = directory.resolve(checkedName(stage) + ".json");
    if (Files.isRegularFile(file)) {
      return read(file);
    }
    if (stage.equals("dev") || stage.equals("prod")) {
      return Map.of();
    }
    throw new RefusedSettingException(
        "stage", stage, "must be dev or prod, or have a file: there is no " + shown(file));
  }

  /** Returns the names of all stages that have a file. */
  static List<String> stages(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(it -> String.valueOf(it.getFileName()))
          .filter(it -> it.endsWith(".json") && !it.equals("schema.json"))
          .map(it -> it.substring(0, it.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (!root.isObject()) {
        throw new RefusedSettingException(shown(file) + ": must be a JSON object of options");
      }
      Map<String, String> said = new HashMap<>();
      root.properties().stream()
          .filter(it -> !it.getKey().equals("$schema"))
          .forEach(it -> said.put(it.getKey(), written(it.getKey(), it.getValue())));
      return said;
    } catch (RefusedSettingException e) {
      throw new RefusedSettingException(shown(file) + ": " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw new RefusedSettingException(
          "%s: no JSON at line %d, column %d: %s"
              .formatted(
                  shown(file),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new RefusedSettingException(shown(file) + ": cannot be read: " + e.getMessage());
    }
  }

  private static String written(String name, JsonNode value) {
    if (OptionTable.OF_A_RUN.contains(name)) {
      throw new RefusedSettingException(
          "'" + name + "' belongs to one run: give it with -c " + name + "=…");
    }
    OptionNames.check(name, NAMES);
    Option option = OptionTable.named(name).orElseThrow();
    if (!fits(option, value)) {
      throw new RefusedSettingException(
          "%s must be %s, and is %s"
              .formatted(
                  name,
                  option.words().isEmpty()
                      ? option.form().wanted()
                      : "\"" + String.join("\" or \"", option.words()) + "\"",
                  value));
    }
    return text(value);
  }

  private static boolean fits(Option option, JsonNode value) {
    return switch (option.form()) {
      case NUMBER -> value.isIntegralNumber();
      case CAPACITY -> value.isIntegralNumber() || value.asText().equals("on-demand");
      case FLAG -> value.isBoolean();
      case WORD -> value.isTextual() && option.words().contains(value.asText());
      case SPAN, TEXT -> value.isTextual() && !value.asText().isBlank();
      case LIST -> value.isArray() && value.valueStream().allMatch(StageFile::isPlain);
      case TAGS -> value.isObject() && value.valueStream().allMatch(StageFile::isPlain);
    };
  }

  private static boolean isPlain(JsonNode text) {
    return text.isTextual() && !text.asText().isBlank() && !text.asText().contains(",");
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","));
    }
    if (value.isObject()) {
      return value
          .propertyStream()
          .map(it -> it.getKey() + "=" + it.getValue().asText())
          .collect(Collectors.joining(","));
    }
    return value.asText().strip();
  }

  /** The directory may be anywhere; its own name and the file's say enough. */
  private static String shown(Path file) {
    return file.subpath(Math.max(0, file.getNameCount() - 2), file.getNameCount()).toString();
  }
}
