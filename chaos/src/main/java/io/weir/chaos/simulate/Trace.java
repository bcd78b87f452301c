package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Everything that happened in a run, a line each, and its digest. */
final class Trace {

  private final Kept kept;
  private final MessageDigest sha = sha256();
  private final List<String> lines = new ArrayList<>();

  /** What is kept of a trace. */
  enum Kept {
    /** It costs nothing then. */
    NOTHING,
    /** It costs time, and no memory. */
    DIGEST,
    DIGEST_AND_LINES
  }

  Trace(Kept kept) {
    this.kept = kept;
  }

  void add(Supplier<String> line) {
    if (kept == Kept.NOTHING) {
      return;
    }
    String text = line.get();
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) '\n');
    if (kept == Kept.DIGEST_AND_LINES) {
      lines.add(text);
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the SHA-256 of all lines, once, when the run is over; empty if it is not kept. */
  String digest() {
    return kept == Kept.NOTHING ? "" : HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
