package io.weir.event.packing;

import io.weir.event.packing.PackingException.Fault;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * gzip (RFC 1952, members one behind the other too) and zlib (RFC 1950), told by their first bytes.
 *
 * <p>By hand around the JDK's inflater: its own stream passes over what stands behind the last
 * member, and a record's bytes must not vanish in silence.
 */
public final class Compression {

  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final byte[] in;
  private final int most;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at;

  private Compression(byte[] in, int most) {
    this.in = in;
    this.most = most;
  }

  /** Tells whether bytes start like gzip. */
  static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && u8(bytes, 0) == 0x1F && u8(bytes, 1) == 0x8B && bytes[2] == 8;
  }

  /** The four headers that encoders write; a JSON text never starts so. */
  static boolean isZlib(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != 0x78) {
      return false;
    }
    int level = u8(bytes, 1);
    return level == 0x01 || level == 0x5E || level == 0x9C || level == 0xDA;
  }

  /** Tells whether bytes are compressed in a form that {@link #inflate} undoes. */
  public static boolean matches(byte[] bytes) {
    return isGzip(bytes) || isZlib(bytes);
  }

  /**
   * Inflates what {@link #matches}.
   *
   * @param most how many bytes it may become
   */
  public static byte[] inflate(byte[] bytes, int most) throws PackingException {
    Compression packed = new Compression(bytes, most);
    if (isGzip(bytes)) {
      while (packed.at < bytes.length) {
        packed.member();
      }
    } else {
      packed.inflate(new Inflater());
      if (packed.at < bytes.length) {
        throw corrupt("zlib with something behind its end");
      }
    }
    return packed.out.toByteArray();
  }

  private void member() throws PackingException {
    header();
    int start = out.size();
    CRC32 crc = inflate(new Inflater(true));
    if (in.length - at < TRAILER) {
      throw corrupt("gzip that is cut");
    }
    if (u32(at) != crc.getValue() || u32(at + 4) != out.size() - start) {
      throw corrupt("gzip whose check sum is wrong");
    }
    at += TRAILER;
  }

  private void header() throws PackingException {
    if (in.length - at < HEADER
        || u8(in, at) != 0x1F
        || u8(in, at + 1) != 0x8B
        || in[at + 2] != 8) {
      throw corrupt("gzip with something behind its end, or that is cut");
    }
    int flags = u8(in, at + 3);
    at += HEADER;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = u8(in, at) | u8(in, at + 1) << 8;
      at += 2;
      need(length);
      at += length;
    }
    skipText(flags & NAME);
    skipText(flags & COMMENT);
    if ((flags & HEADER_CRC) != 0) {
      need(2);
      at += 2;
    }
  }

  private void skipText(int flag) throws PackingException {
    if (flag != 0) {
      do {
        need(1);
      } while (in[at++] != 0);
    }
  }

  private void need(int bytes) throws PackingException {
    if (in.length - at < bytes) {
      throw corrupt("gzip that is cut");
    }
  }

  private CRC32 inflate(Inflater inflater) throws PackingException {
    CRC32 crc = new CRC32();
    try {
      inflater.setInput(in, at, in.length - at);
      byte[] buffer = new byte[8192];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0 && !inflater.finished()) {
          throw corrupt("compressed bytes that are cut");
        }
        if (out.size() + n > most) {
          throw new PackingException(Fault.TOO_LARGE, "it inflates to more than " + most);
        }
        crc.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
      at = in.length - inflater.getRemaining();
      return crc;
    } catch (DataFormatException e) {
      throw corrupt("compressed bytes that are broken");
    } finally {
      inflater.end();
    }
  }

  private static PackingException corrupt(String what) {
    return new PackingException(Fault.CORRUPT, what);
  }

  private long u32(int place) {
    return u8(in, place)
        | (long) u8(in, place + 1) << 8
        | (long) u8(in, place + 2) << 16
        | (long) u8(in, place + 3) << 24;
  }

  private static int u8(byte[] bytes, int place) {
    return bytes[place] & 0xFF;
  }
}
