package io.weir.bench.redrive;

import io.weir.bench.growth.FilledStream;
import io.weir.bench.measure.Child;
import io.weir.bench.measure.Jars;
import io.weir.bench.measure.Tool;
import io.weir.bench.whole.Environment;
import io.weir.local.kinesis.Kinesis.RecordPage;
import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.ReadFrom;
import io.weir.local.kinesis.StoredRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Dead letters of one kind in a queue, and the pipeline that they came from. */
final class Redrive implements AutoCloseable {
  private static final int PAGE = 1000;

  private final Pipeline pipeline;
  private final Queue queue;
  private final Path directory;
  private final int letters;
  private Map<String, Long> calls = Map.of();

  private Redrive(Pipeline pipeline, Queue queue, Path directory, int letters) {
    this.pipeline = pipeline;
    this.queue = queue;
    this.directory = directory;
    this.letters = letters;
  }

  /** Who wrote the dead letters. */
  enum Kind {
    /** Weir's function: the record itself. */
    PARKED("parked records"),
    /** Lambda: where the record is. */
    POINTER("pointers");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** Fills a new queue with letters about the stream's records, and empties the store. */
  static Redrive prepare(Pipeline pipeline, Kind kind, int letters, String name)
      throws IOException {
    Queue queue = Queue.create(pipeline.uri(), name);
    pipeline.store().clear();
    List<String> bodies = new ArrayList<>();
    for (ShardView shard : pipeline.stream().kinesis().shards(FilledStream.NAME)) {
      ReadFrom next = new ReadFrom.TrimHorizon();
      boolean more = true;
      while (more) {
        RecordPage page =
            pipeline.stream().kinesis().read(FilledStream.NAME, shard.shardId(), next, PAGE);
        page.records().forEach(record -> bodies.add(body(kind, shard.shardId(), record)));
        next = page.next();
        more = !page.records().isEmpty();
      }
    }
    queue.fill(bodies.subList(0, letters));
    return new Redrive(pipeline, queue, Files.createTempDirectory("redrive"), letters);
  }

  private static String body(Kind kind, String shardId, StoredRecord record) {
    String number = record.sequenceNumber();
    return kind == Kind.POINTER
        ? Letters.pointer(shardId, number, record.arrivedAt())
        : Letters.parked(
            shardId,
            number,
            record.partitionKey(),
            record.arrivedAt(),
            StandardCharsets.UTF_8.decode(record.data().duplicate()).toString());
  }

  /** Redrives them as the person on call does. */
  Tool.Cost byReplayer(Path javaHome) throws IOException {
    return measured(
        List.of(
            java(javaHome),
            "-jar",
            Jars.replayer().toString(),
            "redrive",
            "--yes",
            "--queue=" + queue.url(),
            "--stream=" + Letters.STREAM,
            "--function=" + Letters.FUNCTION,
            "--table=" + Environment.TABLE,
            "--limit=100000",
            "--rps=100000",
            "--read-rate=5",
            "--batch-size=100",
            "--journal=" + directory.resolve("journal.ndjson"),
            "--out=" + directory.resolve("plan.json")));
  }

  /** Redrives them one by one. */
  Tool.Cost byPlainReader(Path javaHome) throws IOException {
    return measured(
        new Child.Command(
                javaHome,
                List.of(),
                Child.ourClassPath(),
                List.of(PlainReader.class.getName(), queue.url()),
                Map.of())
            .line());
  }

  private static String java(Path javaHome) {
    return javaHome.resolve("bin/java").toString();
  }

  private Tool.Cost measured(List<String> command) throws IOException {
    Map<String, String> environment = new HashMap<>(Environment.of(pipeline.uri()));
    environment.put("HOME", directory.toString());
    pipeline.counts().take();
    Tool.Cost cost = new Tool(command, environment).run(directory.resolve("output"));
    calls = pipeline.counts().take();
    check();
    return cost;
  }

  /** Fast because it did not do the work is not fast. */
  private void check() throws IOException {
    long stored = pipeline.store().counts().items();
    long left = queue.left();
    if (stored != letters || left != 0) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d of %d stored, %d left:%n%s",
              stored,
              letters,
              left,
              Files.readString(directory.resolve("output"))));
    }
  }

  /** The calls of what was measured, by operation. */
  Map<String, Long> calls() {
    return calls;
  }

  @Override
  public void close() throws IOException {
    queue.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
