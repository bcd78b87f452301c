package io.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where and on what a measurement was taken. */
final class Machine {
  private Machine() {}

  /** Returns what is known, in words: what is not is left out. */
  static Map<String, String> describe(InstantSource clock, Path javaHome) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString());
    put(facts, "commit", output("git", "describe", "--always", "--dirty", "--abbrev=10"));
    put(facts, "processor", fromFile("/proc/cpuinfo", "model name"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    put(facts, "memory", fromFile("/proc/meminfo", "MemTotal"));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    put(facts, "load", fromLoad());
    put(facts, "java", fromRelease(javaHome));
    return facts;
  }

  static String markdown(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> "| " + fact.getKey() + " | " + fact.getValue() + " |\n")
        .collect(Collectors.joining("", "| | |\n| --- | --- |\n", ""));
  }

  static ObjectNode json(Map<String, String> facts) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    facts.forEach(node::put);
    return node;
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isBlank()) {
      facts.put(name, value.strip());
    }
  }

  private static String fromLoad() {
    try {
      return first(Files.readString(Path.of("/proc/loadavg"))) + " before the first measurement";
    } catch (IOException notLinux) {
      return "";
    }
  }

  private static String first(String words) {
    return words.substring(0, words.indexOf(' '));
  }

  private static String fromRelease(Path javaHome) {
    return fromFile(javaHome.resolve("release").toString(), "JAVA_RUNTIME_VERSION=")
        .replace("\"", "");
  }

  private static String fromFile(String file, String start) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(start))
          .findFirst()
          .map(line -> line.substring(start.length()).replaceFirst("^\\s*:?\\s*", ""))
          .orElse("");
    } catch (IOException notHere) {
      return "";
    }
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notInstalled) {
      return "";
    }
  }
}
