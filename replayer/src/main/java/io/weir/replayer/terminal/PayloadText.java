package io.weir.replayer.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Payloads on a terminal: as text, with what is none of it as {@code \xNN}, or as digits. */
public final class PayloadText {

  private static final int IN_A_ROW = 16;

  private PayloadText() {}

  /** Returns the bytes as one line of text that cannot move a cursor. */
  public static String of(byte[] bytes) {
    return text(bytes, SafeText::of, "\\x%02x");
  }

  /** Returns the bytes as they are, with {@code <0x1F>} for what is no text; see SafeText. */
  public static String verbatim(byte[] bytes) {
    return text(bytes, SafeText::verbatim, "<0x%02X>");
  }

  private static String text(byte[] bytes, UnaryOperator<String> safe, String digits) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    StringBuilder text = new StringBuilder(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      CoderResult result = utf8.decode(in, out, true);
      text.append(safe.apply(out.flip().toString()));
      out.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append(String.format(digits, in.get()));
      }
      utf8.reset();
    }
  }

  /** Returns the bytes as rows of an offset, sixteen pairs of digits, and what is printable. */
  public static List<String> hex(byte[] bytes) {
    List<String> rows = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += IN_A_ROW) {
      int to = Math.min(from + IN_A_ROW, bytes.length);
      StringBuilder ascii = new StringBuilder();
      for (int i = from; i < to; i++) {
        ascii.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      rows.add(
          "%08x  %-47s  |%s|"
              .formatted(from, HexFormat.ofDelimiter(" ").formatHex(bytes, from, to), ascii));
    }
    return rows;
  }
}
