package io.weir.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.packing.CompressionTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The producer's contract, docs/events.md. */
class EventsPageTest {
  private static final String PARTITION_KEY = "the/key";
  private static final Pattern RECIPE =
      Pattern.compile(
          "### (.+?)\n.*?```ini\n(.*?)```.*?```json\n(.*?)```\n\n\\|[^\n]*\n\\|[-|]*\n((?:\\|[^\n]*\n?)+)",
          Pattern.DOTALL);

  /** A recipe of the page, with its name first. */
  record Recipe(String name, String settings, String record, String rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aRecipesRecordBecomesTheEventsThatItNames(Recipe recipe) {
    Map<String, String> settings = new HashMap<>();
    recipe.settings().lines().forEach(it -> settings.put(it.split("=", 2)[0], it.split("=", 2)[1]));
    byte[] record = recipe.record().getBytes(UTF_8);

    assertThat(rows(record, settings)).isEqualTo(recipe.rows().strip());
    assertThat(rows(CompressionTest.gzip(record), settings)).isEqualTo(recipe.rows().strip());
  }

  static List<Recipe> recipes() throws IOException {
    List<Recipe> recipes = new ArrayList<>();
    Matcher m = RECIPE.matcher(page());
    while (m.find()) {
      recipes.add(new Recipe(m.group(1), m.group(2), m.group(3), m.group(4)));
    }
    assertThat(recipes)
        .hasSize((int) Pattern.compile("(?m)^### ").matcher(page()).results().count());
    return recipes;
  }

  private static String rows(byte[] payload, Map<String, String> settings) {
    StreamRecord record = new StreamRecord(Records.ORIGIN, PARTITION_KEY, ByteBuffer.wrap(payload));
    List<String> rows = new ArrayList<>();
    for (Decoded decoded : Records.all(record, settings)) {
      Event event = (Event) decoded;
      String id =
          event.eventId().startsWith(Records.ORIGIN.eventId())
              ? event.eventId().replace(Records.ORIGIN.eventId(), "its place")
              : "`" + event.eventId() + "`";
      String time =
          event.timestamp().equals(Records.ARRIVED_AT)
              ? "its arrival"
              : event.timestamp().toString();
      rows.add("| " + id + " | " + time + " |");
    }
    return String.join("\n", rows);
  }

  @Test
  void thePageNamesEachReasonAndEachSetting() throws IOException {
    assertThat(page()).contains(EventSettings.VARIABLES);
    assertThat(page()).contains(Arrays.stream(Rejection.Reason.values()).map(Enum::name).toList());
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/events.md"));
  }
}
