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

  private final boolean on;
  private final List<String> lines = new ArrayList<>();

  /** A trace that is off costs nothing, and has no digest. */
  Trace(boolean on) {
    this.on = on;
  }

  void add(Supplier<String> line) {
    if (on) {
      lines.add(line.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns the SHA-256 of all lines. */
  String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
