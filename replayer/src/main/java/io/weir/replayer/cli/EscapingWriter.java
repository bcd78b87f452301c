package io.weir.replayer.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * Text in an encoding that may lack some of its characters: those are written as {@code \\u6e29},
 * as in JSON. Java would write a question mark, and a reader could not tell what was there.
 */
final class EscapingWriter extends Writer {

  private final Writer out;
  private final CharsetEncoder encoder;
  private char half;

  private EscapingWriter(Writer out, CharsetEncoder encoder) {
    this.out = out;
    this.encoder = encoder;
  }

  /** Returns a writer that flushes at each line's end. */
  static PrintWriter to(OutputStream out, Charset charset) {
    Writer encoded = new BufferedWriter(new OutputStreamWriter(out, charset));
    return new PrintWriter(new EscapingWriter(encoded, charset.newEncoder()), true);
  }

  /** Returns the encoding of standard output or error, as far as Java knows it. */
  static Charset charset(String stream) {
    String name =
        System.getProperty(
            stream + ".encoding", System.getProperty("sun." + stream + ".encoding", ""));
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      char c = text[i];
      if (half != 0 && Character.isLowSurrogate(c)) {
        encode(new String(new char[] {half, c}));
        half = 0;
      } else {
        writeHalf();
        if (Character.isHighSurrogate(c)) {
          half = c;
        } else {
          encode(String.valueOf(c));
        }
      }
    }
  }

  private void writeHalf() throws IOException {
    if (half != 0) {
      encode(String.valueOf(half));
      half = 0;
    }
  }

  private void encode(String character) throws IOException {
    if (encoder.canEncode(character)) {
      out.write(character);
      return;
    }
    for (int i = 0; i < character.length(); i++) {
      char c = character.charAt(i);
      out.write(String.format("\\u%04x", (int) c));
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    writeHalf();
    out.close();
  }
}
