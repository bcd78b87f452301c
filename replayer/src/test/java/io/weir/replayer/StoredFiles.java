package io.weir.replayer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.replayer.archive.FileQueue;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.QueueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The files that other builds have written; their README says with which commands. */
final class StoredFiles {

  /** Version 0.1.0, commit 7524ae8. */
  static final String FIRST = "0.1.0";

  /** A build of the unreleased code behind it. */
  static final String TODAY = "0786feb";

  private static final Path STORED = Path.of("src/test/resources/stored");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Members whose own members are ids or words of a person, and no part of the form. */
  private static final Set<String> MAPS = Set.of("receipts", "counts", "attributes");

  private StoredFiles() {}

  static Path path(String build, String name) {
    return STORED.resolve("made-by-" + build).resolve(name);
  }

  static byte[] bytes(String build, String name) {
    try {
      return Files.readAllBytes(path(build, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String build, String name) {
    return new String(bytes(build, name), StandardCharsets.UTF_8);
  }

  static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Bytes bytes(String text) {
    return Bytes.of(utf8(text));
  }

  static List<String> lines(String build, String name) {
    try {
      return Files.readAllLines(path(build, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names(String build, String directory) {
    try (Stream<Path> files = Files.list(path(build, directory))) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the letters of a file or a directory, as each command with {@code --from} does. */
  static List<Letter> letters(String build, String name) {
    try {
      return FileQueue.of(path(build, name)).peek(100).letters();
    } catch (QueueException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the line that today's code writes of a letter that was read from an export. */
  static Bytes again(Letter letter) {
    ExportedLetter exported = (ExportedLetter) letter.content();
    return ExportLine.of(letter, exported.verdict(), exported.records(), exported.exportedAt());
  }

  /** Returns the items of a table: one a line, in DynamoDB's JSON. */
  static List<Map<String, AttributeValue>> items(String build, String name) {
    return lines(build, name).stream().map(StoredFiles::json).map(StoredFiles::item).toList();
  }

  private static Map<String, AttributeValue> item(JsonNode line) {
    Map<String, AttributeValue> item = new HashMap<>();
    line.properties()
        .forEach(
            it ->
                item.put(
                    it.getKey(),
                    it.getValue().has("S")
                        ? AttributeValue.fromS(it.getValue().path("S").textValue())
                        : AttributeValue.fromN(it.getValue().path("N").textValue())));
    return item;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Returns which members occur in documents, a line for each kind of them. */
  static String members(Stream<JsonNode> documents, Function<JsonNode, String> kind) {
    SortedMap<String, SortedSet<String>> all = new TreeMap<>();
    documents.forEach(
        it -> add(all.computeIfAbsent(kind.apply(it), word -> new TreeSet<>()), "", it));
    StringBuilder lines = new StringBuilder();
    all.forEach(
        (word, names) ->
            lines.append(word).append(": ").append(String.join(" ", names)).append('\n'));
    return lines.toString();
  }

  private static void add(Set<String> names, String before, JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = before + member.getKey();
      if (member.getValue().isObject() && !MAPS.contains(member.getKey())) {
        add(names, name + ".", member.getValue());
      } else if (member.getValue().path(0).isObject()) {
        member.getValue().forEach(element -> add(names, name + "[].", element));
      } else {
        names.add(name);
      }
    }
  }
}
