package io.weir.local.kinesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory with streams, opened and closed as processes come and go.
 *
 * @param directory where
 * @param clock of every process
 */
record StoredKinesis(Path directory, TickingClock clock) {

  static final String SHARD = "shardId-000000000000";

  Kinesis open() throws IOException {
    return new Kinesis(KinesisSettings.inMemory().storedIn(directory), clock);
  }

  /** Creates a stream, puts records and ends the process. */
  void putInto(String stream, String... texts) throws IOException {
    try (Kinesis kinesis = open()) {
      WireCalls calls = new WireCalls(kinesis);
      calls.ok("CreateStream", "{'StreamName':'%s','ShardCount':1}".formatted(stream));
      List.of(texts).forEach(text -> calls.put(stream, text));
    }
  }

  Path log() throws IOException {
    try (java.util.stream.Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  static List<String> texts(Kinesis kinesis) {
    return kinesis.read("s", SHARD, new ReadFrom.TrimHorizon(), 10_000).records().stream()
        .map(record -> StandardCharsets.UTF_8.decode(record.data()).toString())
        .toList();
  }
}
