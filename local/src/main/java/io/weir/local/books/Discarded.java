package io.weir.local.books;

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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person gave up with a reason, as the replayer's journals have it, bytes included.
 *
 * @param records the bytes' hash by position
 * @param messages the ids of the letters
 */
public record Discarded(Map<Position, Hash> records, Set<String> messages) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Reads journals.
   *
   * @param files journals of their own, of which one that is not there yet holds nothing
   * @param shared the entries of the journal in a table, oldest first
   */
  public static Discarded read(List<Path> files, List<String> shared) {
    Discarded discarded = new Discarded(new HashMap<>(), new HashSet<>());
    for (Path file : files) {
      if (Files.exists(file)) {
        discarded.add(entries(file));
      }
    }
    discarded.add(shared.stream().map(Discarded::json).toList());
    return discarded;
  }

  /** Returns what it is before a person has given up anything. */
  public static Discarded nothing() {
    return new Discarded(Map.of(), Set.of());
  }

  private static List<JsonNode> entries(Path journal) {
    try {
      return Files.readAllLines(journal).stream().map(it -> json(it).path("entry")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the journal " + journal, e);
    }
  }

  /** Adds what a journal, its entries oldest first, says to be archived. */
  private void add(List<JsonNode> entries) {
    Set<String> explained = new HashSet<>();
    for (JsonNode entry : entries) {
      String run = entry.path("run").asText();
      switch (entry.path("effect").asText()) {
        case "started" -> {
          if (!entry.path("actor").asText().isBlank() && !entry.path("reason").asText().isBlank()) {
            explained.add(run);
          }
        }
        case "archived" -> {
          if (explained.contains(run)) {
            add(json(entry.path("letter").asText()));
          }
        }
        default -> {}
      }
    }
  }

  private void add(JsonNode letter) {
    messages.add(letter.path("message").path("id").asText());
    for (JsonNode record : letter.path("records")) {
      records.put(
          Position.of(record.path("shardId").asText(), record.path("sequenceNumber").asText()),
          Hash.of(Base64.getDecoder().decode(record.path("data").asText())));
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // cut short by a kill: nothing was done on the strength of it
    }
  }
}
