package io.weir.dynamodb.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form in which items are kept: a little more bytes than DynamoDB counts for them. */
public final class Packed {

  private static final List<String> TYPES =
      List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");
  private static final int S = 0;
  private static final int N = 1;
  private static final int B = 2;
  private static final int NULL = 4;
  private static final int L = 5;
  private static final int M = 6;
  private static final int SS = 7;
  private static final int NS = 8;
  private static final int BS = 9;
  private static final int TRUE = 10;
  private static final int FALSE = 3;

  private Packed() {}

  /** Returns an item's bytes. */
  public static byte[] pack(Item item) {
    Writer writer = new Writer(item.size() + item.size() / 4 + 32);
    writer.entries(item.attributes());
    return writer.bytes();
  }

  /** Returns the item that bytes hold. */
  public static Item unpack(byte[] bytes) {
    return Item.of(new Reader(bytes).entries());
  }

  /** Appends values. */
  private static final class Writer {
    private byte[] bytes;
    private int length;

    Writer(int expected) {
      bytes = new byte[expected];
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, length);
    }

    void entries(Map<String, Value> entries) {
      number(entries.size());
      for (Map.Entry<String, Value> entry : entries.entrySet()) {
        text(entry.getKey());
        value(entry.getValue());
      }
    }

    private void value(Value value) {
      if (value instanceof Value.Bool flag) {
        one(flag.truth() ? TRUE : FALSE);
        return;
      }
      one(TYPES.indexOf(value.type()));
      if (value instanceof Value.S s) {
        text(s.text());
      } else if (value instanceof Value.N n) {
        decimal(n.number());
      } else if (value instanceof Value.B b) {
        binary(b.bytes());
      } else if (value instanceof Value.M map) {
        entries(map.entries());
      } else if (value instanceof Value.L list) {
        number(list.elements().size());
        list.elements().forEach(this::value);
      } else if (value instanceof Value.SS set) {
        number(set.texts().size());
        set.texts().forEach(this::text);
      } else if (value instanceof Value.NS set) {
        number(set.numbers().size());
        set.numbers().forEach(this::decimal);
      } else if (value instanceof Value.BS set) {
        number(set.binaries().size());
        set.binaries().forEach(it -> binary(it.bytes()));
      }
    }

    private void decimal(BigDecimal number) {
      int scale = number.scale();
      number(scale << 1 ^ scale >> 31);
      binary(number.unscaledValue().toByteArray());
    }

    private void text(String text) {
      binary(text.getBytes(StandardCharsets.UTF_8));
    }

    private void binary(byte[] content) {
      number(content.length);
      room(content.length);
      System.arraycopy(content, 0, bytes, length, content.length);
      length += content.length;
    }

    private void number(int value) {
      int rest = value;
      while ((rest & ~0x7f) != 0) {
        one((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      one(rest);
    }

    private void one(int value) {
      room(1);
      bytes[length++] = (byte) value;
    }

    private void room(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
      }
    }
  }

  /** Reads values in the order in which they were appended. */
  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    Map<String, Value> entries() {
      int count = number();
      Map<String, Value> entries = new LinkedHashMap<>(Math.max(4, count * 4 / 3 + 1));
      for (int i = 0; i < count; i++) {
        String name = text();
        entries.put(name, value());
      }
      return entries;
    }

    private Value value() {
      int type = bytes[at++];
      return switch (type) {
        case S -> new Value.S(text());
        case N -> new Value.N(decimal());
        case B -> new Value.B(binary());
        case TRUE -> Value.TRUE;
        case FALSE -> Value.FALSE;
        case NULL -> Value.NULL;
        case M -> new Value.M(Collections.unmodifiableMap(entries()));
        case L -> list();
        default -> set(type);
      };
    }

    private Value list() {
      int count = number();
      List<Value> elements = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        elements.add(value());
      }
      return new Value.L(Collections.unmodifiableList(elements));
    }

    private Value set(int type) {
      int count = number();
      if (type == SS) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
          texts.add(text());
        }
        return new Value.SS(Collections.unmodifiableSet(texts));
      }
      if (type == NS) {
        Set<BigDecimal> numbers = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
          numbers.add(decimal());
        }
        return new Value.NS(Collections.unmodifiableSet(numbers));
      }
      if (type != BS) {
        throw new IllegalStateException("not an item: type " + type);
      }
      Set<Value.B> binaries = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        binaries.add(new Value.B(binary()));
      }
      return new Value.BS(Collections.unmodifiableSet(binaries));
    }

    private BigDecimal decimal() {
      int scale = number();
      return new BigDecimal(new BigInteger(binary()), scale >>> 1 ^ -(scale & 1));
    }

    private String text() {
      int size = number();
      String text = new String(bytes, at, size, StandardCharsets.UTF_8);
      at += size;
      return text;
    }

    private byte[] binary() {
      int size = number();
      byte[] content = Arrays.copyOfRange(bytes, at, at + size);
      at += size;
      return content;
    }

    private int number() {
      int value = 0;
      int shift = 0;
      while (true) {
        int next = bytes[at++];
        value |= (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
        shift += 7;
      }
    }
  }
}
