package io.weir.chaos.siege;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a person gave up with a reason, as the replayer's journal has it, bytes included.
 *
 * @param records the bytes' hash by position
 */
record Discarded(Map<Position, Hash> records) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Reads a journal; one that is not there yet holds nothing. */
  static Discarded read(Path journal) {
    Map<Position, Hash> records = new HashMap<>();
    Set<String> explained = new HashSet<>();
    if (Files.exists(journal)) {
      try {
        for (String line : Files.readAllLines(journal)) {
          JsonNode entry = entry(line);
          switch (entry.path("effect").asText()) {
            case "started" -> {
              if (!entry.path("actor").asText().isBlank()
                  && !entry.path("reason").asText().isBlank()) {
                explained.add(entry.path("run").asText());
              }
            }
            case "archived" -> {
              if (explained.contains(entry.path("run").asText())) {
                add(JSON.readTree(entry.path("letter").asText()), records);
              }
            }
            default -> {}
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the journal " + journal, e);
      }
    }
    return new Discarded(records);
  }

  private static void add(JsonNode letter, Map<Position, Hash> records) {
    for (JsonNode record : letter.path("records")) {
      records.put(
          Position.of(record.path("shardId").asText(), record.path("sequenceNumber").asText()),
          Hash.of(Base64.getDecoder().decode(record.path("data").asText())));
    }
  }

  private static JsonNode entry(String line) {
    try {
      return JSON.readTree(line).path("entry");
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // cut short by a kill: nothing was done on the strength of it
    }
  }
}
