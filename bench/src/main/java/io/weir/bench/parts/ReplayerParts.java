package io.weir.bench.parts;

import io.weir.bench.driver.Batches;
import io.weir.bench.redrive.Letters;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the replayer does with each message that it reads and prints. */
@State(Scope.Benchmark)
public class ReplayerParts {
  private final Bytes pointer =
      Bytes.of(
          Letters.pointer("shardId-000000000000", Batches.sequenceNumber(1), Payloads.NOW)
              .getBytes(StandardCharsets.UTF_8));
  private final Bytes kilobyte = Bytes.of(Payloads.ofSize(1_000));
  private final String plain = "quay 4, Bergen ".repeat(10);
  private final String hostile = "quay\u001b[2J\u202e 4\u0000".repeat(10);

  /** A message of Lambda's, read. */
  @Benchmark
  public Pointer pointer() {
    DeadLetter letter = LetterReader.read(pointer);
    if (letter instanceof Pointer read) {
      return read;
    }
    throw new IllegalStateException("not read as a pointer: " + letter);
  }

  /** The SHA-256 of 1 KB, in digits. */
  @Benchmark
  public String contentHash1KB() {
    return kilobyte.sha256();
  }

  /** 150 characters that a terminal may have as they are. */
  @Benchmark
  public String safeTextPlain() {
    return SafeText.of(plain);
  }

  /** Text with control sequences, of which none may reach a terminal. */
  @Benchmark
  public String safeTextHostile() {
    return SafeText.of(hostile);
  }
}
