package io.weir.replayer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whatever a message holds: a terminal only ever gets what it can print, and nothing is lost. */
class TerminalFuzzTest {

  /** Controls (ESC, and C1 too), formats (all that turns the direction), and what is no text. */
  private static final Pattern DANGEROUS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\x1b\\x7f-\\x9f]");

  private static final Pattern TURNING =
      Pattern.compile("[\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]");

  @FuzzTest(maxDuration = "5m")
  void anyTextIsPrintableAndComesBack(byte[] chars) {
    String text = ByteBuffer.wrap(chars).asCharBuffer().toString();

    String safe = SafeText.of(text);

    assertPrintable(safe);
    assertThat(unescaped(safe)).isEqualTo(text);
  }

  @FuzzTest(maxDuration = "5m")
  void anyPayloadIsPrintableAndComesBack(byte[] payload) {
    String safe = PayloadText.of(payload);

    assertPrintable(safe);
    assertThat(bytes(safe)).isEqualTo(payload);
    PayloadText.hex(payload).forEach(row -> assertThat(row).matches("[ -~]*"));
  }

  private static void assertPrintable(String safe) {
    assertThat(DANGEROUS.matcher(safe).find()).isFalse();
    assertThat(TURNING.matcher(safe).find()).isFalse();
  }

  private static String unescaped(String safe) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char kind = safe.charAt(++i);
      switch (kind) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case '\\' -> text.append('\\');
        case 'u' -> {
          boolean braced = safe.charAt(i + 1) == '{';
          int end = braced ? safe.indexOf('}', i) : i + 5;
          text.appendCodePoint(Integer.parseInt(safe.substring(braced ? i + 2 : i + 1, end), 16));
          i = braced ? end : end - 1;
        }
        default -> throw new AssertionError("an escape of another kind: " + kind);
      }
    }
    return text.toString();
  }

  /** Takes the bytes apart that were no text, and leaves the rest to {@link #unescaped}. */
  private static byte[] bytes(String safe) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < safe.length(); i++) {
      if (safe.charAt(i) == '\\' && safe.charAt(i + 1) == 'x') {
        bytes.writeBytes(unescaped(text.toString()).getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
        bytes.writeBytes(HexFormat.of().parseHex(safe.substring(i + 2, i + 4)));
        i += 3;
      } else {
        text.append(safe.charAt(i));
        if (safe.charAt(i) == '\\') {
          text.append(safe.charAt(++i));
        }
      }
    }
    bytes.writeBytes(unescaped(text.toString()).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
