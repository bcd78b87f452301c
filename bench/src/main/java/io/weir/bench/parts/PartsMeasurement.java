package io.weir.bench.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.bench.measure.Child;
import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Jars;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Spread;
import io.weir.bench.measure.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs JMH in a process of its own, with the jars behind our class path, and reads its result. */
public final class PartsMeasurement implements Measurement {
  private static final String MAIN = "org.openjdk.jmh.Main";
  private static final String DONE = "# Run complete.";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** One iteration of 10 ms in the process that JMH itself runs in: it works, and no more. */
  private static final List<String> QUICK = List.of("-f", "0", "-wi", "0", "-i", "1", "-r", "10ms");

  private static final List<String> FULL = List.of("-wi", "5", "-w", "1s", "-i", "5", "-r", "1s");

  /** What the methods are called in the table, in its order. */
  private static final Map<String, String> PARTS = parts();

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("DecodeParts.decodeSmall", "decode an event of 24 bytes");
    parts.put("DecodeParts.decode1KB", "decode an event of 1 KB");
    parts.put("DecodeParts.decode10KB", "decode an event of 10 KB");
    parts.put("ReplayerParts.contentHash1KB", "content hash of 1 KB");
    parts.put("StoreParts.item", "an event's item");
    parts.put("StoreParts.itemAndInsert", "an event's item and insert, of 25 at once");
    parts.put("ReplayerParts.pointer", "read a pointer");
    parts.put("ReplayerParts.safeTextPlain", "safe text of 150 plain characters");
    parts.put("ReplayerParts.safeTextHostile", "safe text of 130 characters, many of them unsafe");
    parts.put("KinesisParts.put", "local Kinesis: put a record, of 500 at once");
    parts.put("KinesisParts.get", "local Kinesis: get a record, of 500 at once");
    parts.put("MappingParts.step", "a step of the mapping, batches of 100");
    return parts;
  }

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    Path result = Files.createTempFile("parts", ".json");
    try {
      run(effort, result);
      return List.of(
          new Table(
              "The parts",
              "java -jar bench/target/bench.jar parts",
              List.of(
                  "JMH, average time by the operation, one thread, allocation by its gc profiler."
                      + " Nothing here touches a network. The content hash is the JDK's SHA-256 in"
                      + " hexadecimal digits; decoding includes it. The insert ends in a client"
                      + " that takes every statement at once."),
              List.of("part", "ns / operation", "bytes allocated / operation"),
              rows(new ObjectMapper().readTree(result.toFile()))));
    } finally {
      Files.delete(result);
    }
  }

  private static void run(Effort effort, Path result) throws IOException {
    List<Path> classPath = new ArrayList<>(Child.ourClassPath());
    classPath.add(Jars.handler());
    classPath.add(Jars.replayer());
    List<String> main = new ArrayList<>(List.of(MAIN, "io.weir.bench.parts"));
    main.addAll(List.of("-bm", "avgt", "-tu", "ns", "-prof", "gc"));
    main.addAll(List.of("-rf", "json", "-rff", result.toString()));
    main.addAll(effort.quick() ? QUICK : FULL);
    if (!effort.quick()) {
      main.addAll(List.of("-f", Integer.toString(effort.rounds())));
    }
    effort.progress().accept("parts: JMH at work");
    try (Child jmh =
        Child.start(
            new Child.Command(
                effort.javaHome(),
                List.of("-XX:+UseSerialGC", "-Xmx512m", "-Djmh.ignoreLock=true"),
                classPath,
                main,
                Map.of("AWS_REGION", "us-east-1")))) {
      jmh.answer(DONE);
      jmh.ended();
    }
  }

  private static List<List<Object>> rows(JsonNode results) {
    List<List<Object>> rows = new ArrayList<>();
    PARTS.forEach((method, name) -> rows.add(row(name, find(results, method))));
    if (rows.size() != results.size()) {
      throw new IllegalStateException("a part without a name among " + results.size());
    }
    return rows;
  }

  private static JsonNode find(JsonNode results, String method) {
    for (JsonNode result : results) {
      if (result.path("benchmark").asText().endsWith("." + method)) {
        return result;
      }
    }
    throw new IllegalStateException("JMH did not measure " + method + ": did it fail?");
  }

  private static List<Object> row(String name, JsonNode result) {
    JsonNode allocated = result.path("secondaryMetrics").path(ALLOCATED);
    return List.of(name, spread(result.path("primaryMetric")), allocated.path("score").asDouble());
  }

  private static Spread spread(JsonNode metric) {
    List<Double> measured = new ArrayList<>();
    metric.path("rawData").forEach(fork -> fork.forEach(one -> measured.add(one.asDouble())));
    return Spread.of(measured);
  }
}
