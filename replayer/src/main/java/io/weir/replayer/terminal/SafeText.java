package io.weir.replayer.terminal;

/**
 * Text of unknown origin, made fit for a terminal: whatever could move the cursor, change colours,
 * or reorder what is read is written as an escape. What comes out is one line.
 */
public final class SafeText {

  private SafeText() {}

  /** Returns the text with every control, format and unpaired character escaped. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /**
   * Returns the text as it is, backslashes too, with {@code <U+001B>} for what may not be printed:
   * for what is compared with the bytes that are stored. A {@code <U+} of the text itself begins
   * with {@code <U+003C>}, so that neither can be taken for the other.
   */
  public static String verbatim(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (isPrintable(c) && !text.startsWith("<U+", i) && !text.startsWith("<0x", i)) {
        safe.appendCodePoint(c);
      } else {
        safe.append(String.format("<U+%04X>", c));
      }
    }
    return safe.toString();
  }

  private static void append(StringBuilder safe, int c) {
    switch (c) {
      case '\n' -> safe.append("\\n");
      case '\r' -> safe.append("\\r");
      case '\t' -> safe.append("\\t");
      case '\\' -> safe.append("\\\\");
      default -> {
        if (isPrintable(c)) {
          safe.appendCodePoint(c);
        } else {
          safe.append(String.format(c <= 0xFFFF ? "\\u%04x" : "\\u{%x}", c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
