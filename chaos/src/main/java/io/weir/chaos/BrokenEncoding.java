package io.weir.chaos;

import static io.weir.chaos.Malformed.number;
import static io.weir.chaos.Malformed.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Bytes that are no UTF-8 text, or more than one. */
final class BrokenEncoding {

  private static final String NOT_UTF8 = "NOT_UTF8";

  private BrokenEncoding() {}

  static List<Malformed> kinds() {
    List<Malformed> kinds = new ArrayList<>();
    kinds.add(text("no-bytes", "EMPTY", "nothing at all", r -> ""));
    kinds.add(
        text("white-space", "EMPTY", "white space alone", r -> " \t\r\n".repeat(r.nextInt(1, 9))));
    kinds.add(
        text("byte-order-mark", "BYTE_ORDER_MARK", "UTF-8 with a mark", r -> "\ufeff" + json(r)));
    kinds.add(wide("utf-16le", "UTF-16, low byte first", UTF_16LE));
    kinds.add(wide("utf-16be", "UTF-16, high byte first", UTF_16BE));
    kinds.add(wide("utf-16-marked", "UTF-16 with a mark", Charset.forName("x-UTF-16LE-BOM")));
    kinds.add(wide("utf-32", "UTF-32", Charset.forName("UTF-32BE")));
    kinds.add(inString("latin-1", "an é of one byte", "\u00e9"));
    kinds.add(inString("overlong-slash", "a / in two bytes", "\u00c0\u00af"));
    kinds.add(inString("overlong-nul", "a NUL in two bytes, as Java writes it", "\u00c0\u0080"));
    kinds.add(inString("encoded-surrogate", "half a pair in UTF-8", "\u00ed\u00a0\u0080"));
    kinds.add(
        inString("cesu-8", "a pair, each half in UTF-8", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080"));
    kinds.add(inString("beyond-unicode", "above U+10FFFF", "\u00f4\u0090\u0080\u0080"));
    kinds.add(inString("five-bytes", "a sequence of five bytes", "\u00f8\u0088\u0080\u0080\u0080"));
    kinds.add(inString("lone-continuation", "a continuation byte alone", "\u0080"));
    kinds.add(inString("impossible-byte", "the byte FF", "\u00ff"));
    kinds.add(
        new Malformed(
            "cut-in-a-character", NOT_UTF8, "ends within a character", BrokenEncoding::cut));
    kinds.add(new Malformed("random-bytes", NOT_UTF8, "noise", BrokenEncoding::noise));
    return kinds;
  }

  private static Malformed wide(String name, String what, Charset charset) {
    Function<SplittableRandom, String> maker = BrokenEncoding::json;
    return new Malformed(name, NOT_UTF8, what, maker.andThen(text -> text.getBytes(charset)));
  }

  /** The bytes are given as the characters of Latin-1. */
  private static Malformed inString(String name, String what, String bytes) {
    return text(
        name,
        NOT_UTF8,
        what,
        ISO_8859_1,
        r -> "{\"n\": " + number(r) + ", \"name\": \"a" + bytes + "b\"}");
  }

  private static String json(SplittableRandom random) {
    return "{\"value\": " + number(random) + "}";
  }

  private static byte[] cut(SplittableRandom random) {
    byte[] whole = ("{\"n\": " + number(random) + ", \"name\": \"\u20ac").getBytes(UTF_8);
    return java.util.Arrays.copyOf(whole, whole.length - random.nextInt(1, 3));
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(8, 200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) 0xC1; // which starts no packing
    bytes[2] = (byte) 0xFE; // never in UTF-8, so luck cannot make a text of it
    return bytes;
  }
}
