package io.weir.event;

/** The four bytes that JSON allows between its tokens. */
final class JsonSpace {
  private JsonSpace() {}

  /** Returns the index of the first byte, from the given one on, that is no white space. */
  static int end(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && isSpace(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
