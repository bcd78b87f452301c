package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Definitions between runs: one small file each, replaced as a whole, as the API shows them. */
final class Kept {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUFFIX = ".json";

  private final Optional<Path> directory;

  Kept(Optional<Path> directory) {
    this.directory = directory;
  }

  Map<UUID, Definition> load() {
    Map<UUID, Definition> definitions = new HashMap<>();
    if (directory.isEmpty()) {
      return definitions;
    }
    try (Stream<Path> files = Files.list(Files.createDirectories(directory.get()))) {
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).toList()) {
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        String id = String.valueOf(file.getFileName()).replace(SUFFIX, "");
        String function = json.required("FunctionArn").asText();
        definitions.put(UUID.fromString(id), Definition.created(new Members(json), function));
      }
      return definitions;
    } catch (IOException | RuntimeException e) {
      throw new StartException("the mappings in " + directory.get() + " cannot be read: " + e, e);
    }
  }

  void save(UUID id, Definition definition) {
    directory.ifPresent(
        dir -> {
          Path next = dir.resolve(id + ".next");
          try {
            ObjectNode json = Document.of(definition).put("Enabled", definition.enabled());
            definition.extras().tags().forEach(json.withObject("/Tags")::put);
            Files.writeString(next, json.toString());
            Files.move(next, dir.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
          } catch (IOException e) {
            throw new UncheckedIOException("the mapping cannot be kept: " + e, e);
          }
        });
  }

  void delete(UUID id) {
    directory.ifPresent(
        dir -> {
          try {
            Files.deleteIfExists(dir.resolve(id + SUFFIX));
          } catch (IOException e) {
            throw new UncheckedIOException("the mapping cannot be deleted: " + e, e);
          }
        });
  }
}
