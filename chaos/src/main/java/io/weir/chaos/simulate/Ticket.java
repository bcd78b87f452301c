package io.weir.chaos.simulate;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.replayer.letter.RecoveredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of an export on its way through a ticket, by code of the checker's own; and what is
 * in the file that comes back.
 */
final class Ticket {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String JUNK = "# see the other ticket";
  private static final int MOST_FORMER = 3;

  private final Pipeline pipeline;
  private final World world;
  private final Map<String, Set<String>> letters = new LinkedHashMap<>();
  private final Set<String> exports = new TreeSet<>();

  Ticket(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.world = pipeline.world();
  }

  /** Returns the letters that the file has, by their ids, with the records that it has of each. */
  Map<String, Set<String>> letters() {
    return letters;
  }

  /** Tells whether a letter's line is an export, and whole. */
  boolean isExport(String id) {
    return exports.contains(id);
  }

  /** Sends a file through it, and returns what comes back: a file, or a directory of them. */
  Path through(Path place, String name) throws IOException {
    Path file = place.resolve(name);
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    int way = lines.isEmpty() ? 0 : world.random().nextInt(9);
    if (world.random().nextInt(3) == 0) {
      formerly(lines);
    }
    world.note(() -> "an export of %d letters, way %d".formatted(lines.size(), way));
    switch (way) {
      case 1 -> write(file, "\r\n  \n", String.join("\r\n\r\n", lines), "\r\n");
      case 2 -> write(file, String.join("\n", changed(lines, 0)));
      case 3 -> write(file, String.join("\n", changed(lines, 1)), "\n");
      case 4 -> cut(file, lines);
      case 5 ->
          write(file, bodies(lines).stream().map(body -> body + "\n").collect(joining()), JUNK);
      case 6 -> write(file, "\n", JSON.readTree(lines.get(0)).toPrettyString());
      case 7 -> write(file, JUNK);
      case 8 -> {
        return several(place, lines);
      }
      default -> write(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }
    count(way, lines);
    return file;
  }

  private static void write(Path file, String... texts) throws IOException {
    Files.writeString(file, String.join("", texts), StandardCharsets.UTF_8);
  }

  private void count(int way, List<String> lines) throws IOException {
    switch (way) {
      case 2 -> see(changed(lines, 0));
      case 3 -> see(changed(lines, 1));
      case 4 -> {
        see(lines.subList(0, lines.size() - 1));
        String rest = lines.get(lines.size() - 1);
        other(rest.substring(0, rest.length() / 2));
      }
      case 5 -> {
        bodies(lines).forEach(this::other);
        other(JUNK);
      }
      case 6 -> see(lines.subList(0, 1));
      case 7 -> other(JUNK);
      default -> see(lines);
    }
  }

  /** Writes the lines cut off in the middle of the last one, as a ticket with a size limit does. */
  private static void cut(Path file, List<String> lines) throws IOException {
    String last = lines.get(lines.size() - 1);
    String before = String.join("\n", lines.subList(0, lines.size() - 1));
    write(file, before, lines.size() == 1 ? "" : "\n", last.substring(0, last.length() / 2));
  }

  /** Returns the lines with at most this many records of each. */
  private static List<String> changed(List<String> lines, int most) throws IOException {
    List<String> changed = new ArrayList<>();
    for (String line : lines) {
      ObjectNode letter = (ObjectNode) JSON.readTree(line);
      ArrayNode some = JSON.createArrayNode();
      for (JsonNode record : letter.path("records")) {
        if (some.size() < most) {
          some.add(record);
        }
      }
      letter.set("records", some);
      changed.add(letter.toString());
    }
    return changed;
  }

  /**
   * Returns the messages themselves; an operator who names a file vouches for it: none is forged.
   */
  private List<String> bodies(List<String> lines) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (String line : lines) {
      JsonNode message = JSON.readTree(line).path("message");
      String first = pipeline.truth().first(message.path("id").asText());
      String body = body(message);
      boolean plain = !body.contains("\n") && !body.contains("exported-letter");
      if (plain && isObject(body) && !pipeline.forger().isForged(first)) {
        bodies.add(body);
      }
    }
    return bodies;
  }

  private static String body(JsonNode message) {
    byte[] body = Base64.getDecoder().decode(message.path("body").asText());
    return new String(body, StandardCharsets.UTF_8);
  }

  private static boolean isObject(String body) {
    try {
      return JSON.readTree(body).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  /** Two exports of the same letters, one of them without their records, and unrelated files. */
  private Path several(Path place, List<String> lines) throws IOException {
    Path directory = place.resolve("exports");
    Files.createDirectories(directory.resolve("more"));
    write(directory.resolve("a.ndjson"), String.join("\n", changed(lines, 0)), "\n");
    write(directory.resolve("more").resolve("b.ndjson"), String.join("\n", lines), "\n\n");
    write(directory.resolve(".draft-1.tmp"), "{\"weir\":");
    write(directory.resolve("empty"), "");
    see(lines);
    return directory;
  }

  /**
   * Keeps some of the letters in a vault as version 0.1.0 did: without their records, and under the
   * names of whole copies. Some of these were cut off since.
   */
  private void formerly(List<String> lines) throws IOException {
    for (String line : changed(lines.subList(0, Math.min(lines.size(), MOST_FORMER)), 0)) {
      ObjectNode letter = (ObjectNode) JSON.readTree(line);
      if (body(letter.path("message")).contains("KinesisBatchInfo")) {
        String text = letter.put("verdict", verdict()).toString();
        boolean bent = world.random().nextInt(4) == 0;
        pipeline
            .vault()
            .formerly(letter.path("message"), bent ? text.substring(0, text.length() / 2) : text);
      }
    }
  }

  private String verdict() {
    return world.random().nextBoolean() ? "UNREADABLE" : "COMPLETE";
  }

  private void see(List<String> lines) throws IOException {
    for (String line : lines) {
      JsonNode letter = JSON.readTree(line);
      Set<String> records = new TreeSet<>();
      for (JsonNode record : letter.path("records")) {
        records.add(
            record.path("shardId").asText()
                + "/"
                + record.path("sequenceNumber").asText()
                + " "
                + record.path("sha256").asText());
      }
      String id = letter.path("message").path("id").asText();
      letters.put(id, records);
      exports.add(id);
    }
  }

  private void other(String document) {
    letters.put("sha256:" + Spec.sha256(document.getBytes(StandardCharsets.UTF_8)), Set.of());
  }

  static String name(RecoveredRecord record) {
    return record.coordinates().shardId()
        + "/"
        + record.coordinates().sequenceNumber()
        + " "
        + record.payload().sha256();
  }
}
