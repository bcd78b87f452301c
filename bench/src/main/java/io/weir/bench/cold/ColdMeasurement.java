package io.weir.bench.cold;

import io.weir.bench.driver.Batches;
import io.weir.bench.driver.Kind;
import io.weir.bench.measure.Compilers;
import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Spread;
import io.weir.bench.measure.Table;
import io.weir.bench.whole.Environment;
import io.weir.bench.whole.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long a function takes to come up and to answer for the first time. */
public final class ColdMeasurement implements Measurement {
  private static final int AOT_SINCE = 25;

  private record Row(
      List<Double> init,
      List<Double> first,
      List<Double> resumed,
      List<Double> whole,
      List<Double> cpu) {
    private Row() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    private void add(Start.Times times) {
      init.add(times.initNanos() / 1e6);
      first.add(times.firstNanos() / 1e6);
      long fromRestore = times.resumeNanos() + times.firstNanos();
      resumed.add(fromRestore / 1e6);
      whole.add((times.initNanos() + fromRestore) / 1e6);
      cpu.add(times.cpuNanos() / 1e6);
    }
  }

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    Path caches = Files.createTempDirectory("weir-bench");
    Map<Start, Row> rows = new LinkedHashMap<>();
    try (Store store = Store.start()) {
      Map<String, String> environment = Environment.of(store.address());
      starts(effort, caches, environment).forEach(start -> rows.put(start, new Row()));
      for (int round = 1; round <= effort.rounds(); round++) {
        effort.progress().accept("cold: round " + round + " of " + effort.rounds());
        for (Map.Entry<Start, Row> entry : rows.entrySet()) {
          store.clear();
          entry.getValue().add(entry.getKey().run(effort.javaHome(), environment, event()));
        }
      }
    } finally {
      delete(caches);
    }
    return List.of(table(rows));
  }

  private static List<Start> starts(Effort effort, Path caches, Map<String, String> environment)
      throws IOException {
    Start sample = Levers.sample();
    Start ours = Levers.ours();
    List<Start> starts = new ArrayList<>(Levers.between());
    starts.addAll(List.of(sample, ours));
    if (feature(effort.javaHome()) >= AOT_SINCE && !effort.quick()) {
      starts.add(cached(sample, caches.resolve("sample.aot"), effort, environment));
      starts.add(cached(ours, caches.resolve("weir.aot"), effort, environment));
    }
    for (Start start : List.of(sample.fromSnapshot(), ours.fromSnapshot())) {
      starts.add(start);
      starts.add(start.with(start.name() + ", C1 alone", Compilers.C1.options().get(0)));
    }
    return starts;
  }

  private static Start cached(
      Start start, Path cache, Effort effort, Map<String, String> environment) throws IOException {
    effort.progress().accept("cold: training " + start.name());
    start
        .with(start.name(), "-XX:AOTCacheOutput=" + cache)
        .train(effort.javaHome(), environment, event());
    if (!Files.exists(cache)) {
      throw new IOException("the training run wrote no AOT cache");
    }
    return start.with(start.name() + ", AOT cache", "-XX:AOTCache=" + cache);
  }

  private static int feature(Path javaHome) throws IOException {
    try (Stream<String> lines = Files.lines(javaHome.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("^[^0-9]*|[^0-9].*$", ""))
          .findFirst()
          .map(Integer::parseInt)
          .orElse(0);
    }
  }

  /** One record: what is measured is the start, not the work. */
  static byte[] event() {
    String number = Batches.sequenceNumber(1);
    byte[] payload = Batches.payload(Kind.EVENTS, 1).getBytes(StandardCharsets.UTF_8);
    return """
        {"Records":[{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"device-1",\
        "sequenceNumber":"%s","data":"%s","approximateArrivalTimestamp":1795378080.123},\
        "eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000000:%s",\
        "eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/r",\
        "awsRegion":"us-east-1",\
        "eventSourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/events"}]}"""
        .formatted(number, Base64.getEncoder().encodeToString(payload), number)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Table table(Map<Start, Row> rows) {
    List<List<Object>> cells = new ArrayList<>();
    rows.forEach(
        (start, row) ->
            cells.add(
                List.of(
                    start.name(),
                    Spread.of(row.init()),
                    Spread.of(row.first()),
                    start.snapshot() ? Spread.of(row.resumed()) : "",
                    Spread.of(row.whole()),
                    Spread.of(row.cpu()))));
    return new Table(
        "Cold start",
        "java -jar bench/target/bench.jar cold",
        List.of(
            "AWS's runtime client with the function's jar on its class path, as in a container"
                + " image, in a new process each time; C1, serial collector; one record; the store"
                + " answers at once. The sample is the sequential one with the same log. CPU is what the"
                + " operating system charged to the process until the answer, compiler included.",
            "An AOT cache (JDK 25 and newer) takes a JVM that is started without `-Xshare`, and is"
                + " of the build that wrote it: a container image can promise both.",
            "From a snapshot: started with SnapStart's initialization type, so that the runtime"
                + " client itself calls the CRaC hooks. The first invocation counts from the event,"
                + " as Lambda's `Duration` does; before it come the runtime client's own return and the"
                + " hooks behind a restore, which are Lambda's `Restore Duration` (LAM-71). The restore itself"
                + " is Lambda's, and not in it. There Java 25 has both compilers, older ones have C1"
                + " alone (LAM-4)."),
        List.of(
            "start",
            "until ready, ms",
            "first invocation, ms",
            "restore to first answer, ms",
            "whole, ms",
            "CPU, ms"),
        cells);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
