package io.weir.bench.parts;

import io.weir.event.Decoded;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.StreamRecord;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a record's bytes to an event: validation, document, identity and content hash. */
@State(Scope.Benchmark)
public class DecodeParts {
  private final EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);
  private final StreamRecord small =
      Payloads.record("{\"ok\":true,\"value\":21.5}".getBytes(StandardCharsets.UTF_8), 1);
  private final StreamRecord kilobyte = Payloads.record(Payloads.ofSize(1_000), 1);
  private final StreamRecord tenKilobytes = Payloads.record(Payloads.ofSize(10_000), 1);

  /** An event of two members. */
  @Benchmark
  public Decoded decodeSmall() {
    return decoder.decode(small);
  }

  /** An event of 1 KB. */
  @Benchmark
  public Decoded decode1KB() {
    return decoder.decode(kilobyte);
  }

  /** An event of 10 KB. */
  @Benchmark
  public Decoded decode10KB() {
    return decoder.decode(tenKilobytes);
  }
}
