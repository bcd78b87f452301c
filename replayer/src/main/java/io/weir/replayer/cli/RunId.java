package io.weir.replayer.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** The name of a run: when it began, and four digits that no other run has. */
final class RunId {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunId() {}

  static String make(Instant now) {
    return TIME.format(now) + "-" + HexFormat.of().toHexDigits((short) RANDOM.nextInt());
  }
}
