package io.weir.event;

import java.util.Random;

/** Writes random JSON that is valid, storable, and no two members of an object alike. */
final class RandomJson {
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r\n "};
  private static final String[] SCALARS = {"true", "false", "null", "0", "-0", "-0.0e5", "\"\""};
  private static final String[] PIECES = {
    "a",
    "Z",
    "\\n",
    "\\u0000",
    "\\\"",
    "\\\\",
    "\\/",
    "\u00e9",
    "\u20ac",
    "\ud83d\ude00",
    "\\ud83d\\ude00",
    "\\u20AC",
    "\u007f",
    "'",
    "\u2028"
  };

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  String object(int depth) {
    StringBuilder json = new StringBuilder("{");
    int members = random.nextInt(5);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : ",").append(space()).append("\"").append(i).append(pieces());
      json.append("\"").append(space()).append(":").append(space());
      json.append(value(depth + 1)).append(space());
    }
    return json.append(space()).append("}").toString();
  }

  private String array(int depth) {
    StringBuilder json = new StringBuilder("[");
    int elements = random.nextInt(5);
    for (int i = 0; i < elements; i++) {
      json.append(i == 0 ? "" : ",").append(space()).append(value(depth + 1)).append(space());
    }
    return json.append(space()).append("]").toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 5 ? 3 : 5)) {
      case 0 -> SCALARS[random.nextInt(SCALARS.length)];
      case 1 -> number();
      case 2 -> "\"" + pieces() + "\"";
      case 3 -> array(depth);
      default -> object(depth);
    };
  }

  private String number() {
    String number = (random.nextBoolean() ? "-" : "") + random.nextLong(Long.MAX_VALUE);
    number += random.nextBoolean() ? "." + random.nextLong(Long.MAX_VALUE) : "";
    return number + (random.nextBoolean() ? "e" + random.nextInt(-100, 100) : "");
  }

  private String pieces() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private String space() {
    return SPACES[random.nextInt(SPACES.length)];
  }
}
