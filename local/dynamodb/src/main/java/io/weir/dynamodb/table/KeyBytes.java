package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Value;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The bytes of key values, which have the values' order when compared as unsigned. */
public final class KeyBytes {

  /** The order of keys. */
  public static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  private static final int ZERO = 0x80;
  private static final int EXPONENT_BIAS = 0x4000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

  /** Appends a whole value. */
  public KeyBytes add(Value value) {
    addStart(value);
    if (value instanceof Value.N) {
      return this;
    }
    // Less than each byte of a longer value, of which a zero is written as 0, 0xff.
    bytes.write(0);
    bytes.write(0);
    return this;
  }

  /** Appends a value so that those which begin with it begin with these bytes, too. */
  public KeyBytes addStart(Value value) {
    if (value instanceof Value.S s) {
      escaped(s.text().getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Value.B b) {
      escaped(b.bytes());
    } else if (value instanceof Value.N n) {
      number(n.number());
    } else {
      throw new IllegalArgumentException("no key is of type " + value.type());
    }
    return this;
  }

  /** Appends bytes as they are. */
  public KeyBytes add(byte[] more) {
    bytes.write(more, 0, more.length);
    return this;
  }

  /** Returns what was appended. */
  public byte[] bytes() {
    return bytes.toByteArray();
  }

  private void escaped(byte[] content) {
    for (byte each : content) {
      bytes.write(each);
      if (each == 0) {
        bytes.write(0xff);
      }
    }
  }

  /** Writes a sign, the exponent and the digits; all but the sign inverted for a negative one. */
  private void number(BigDecimal number) {
    if (number.signum() == 0) {
      bytes.write(ZERO);
      return;
    }
    boolean negative = number.signum() < 0;
    int invert = negative ? 0xff : 0;
    bytes.write(negative ? ZERO - 1 : ZERO + 1);
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() + EXPONENT_BIAS;
    bytes.write(exponent >> 8 ^ invert);
    bytes.write((exponent & 0xff) ^ invert);
    String digits = stripped.unscaledValue().abs().toString();
    for (int i = 0; i < digits.length(); i += 2) {
      int pair = (digits.charAt(i) - '0') * 10;
      pair += i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      bytes.write(pair + 1 ^ invert);
    }
    bytes.write(invert);
  }

  /** Returns the first key after all that begin with these bytes, or null when there is none. */
  public static byte @Nullable [] after(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xff) {
        byte[] next = Arrays.copyOf(prefix, i + 1);
        next[i]++;
        return next;
      }
    }
    return null;
  }
}
