package io.weir.replayer.plan.repair;

import io.weir.replayer.letter.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How text and bytes become one another while one payload is repaired. A payload that is no UTF-8
 * is read as Latin-1, a character a byte; then a text that comes from it stands for those bytes,
 * and its UTF-8 would be other ones.
 */
final class TextBytes {

  private boolean latin1;
  private String payload = "";

  /** Returns a payload's text, and takes it as the one that is repaired. */
  String begin(Bytes bytes) {
    byte[] given = bytes.toArray();
    latin1 = false;
    try {
      payload = decoded(given);
    } catch (CharacterCodingException e) {
      latin1 = true;
      payload = new String(given, StandardCharsets.ISO_8859_1);
    }
    return payload;
  }

  /** Takes a payload that its bytes say by themselves. */
  void beginDocument() {
    latin1 = false;
    payload = "";
  }

  /** Returns the text of UTF-8. */
  static String decoded(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  /** Returns the UTF-8 of a text. */
  static byte[] encoded(String text) {
    return encoded(text, StandardCharsets.UTF_8);
  }

  private static byte[] encoded(String text, Charset charset) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (CharacterCodingException e) {
      throw new InexactException("the filter makes a text with half a character");
    }
  }

  /** Returns the bytes that a text stands for. */
  byte[] of(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    if (!latin1 || ascii) {
      return encoded(text);
    }
    if (!payload.contains(text)) {
      throw new InexactException(
          "the payload is no UTF-8, and the filter asks for the bytes of a text that is no part of"
              + " it");
    }
    return encoded(text, StandardCharsets.ISO_8859_1);
  }
}
