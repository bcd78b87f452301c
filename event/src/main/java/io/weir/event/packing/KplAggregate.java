package io.weir.event.packing;

import io.weir.event.packing.PackingException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The envelope in which the Kinesis Producer Library packs several user records into one record: a
 * magic number, a protobuf message, the message's MD5 (KIN-20).
 *
 * <p>The message has four fields, which are read here: a protobuf library would be larger than the
 * rest of the function's own code.
 */
public final class KplAggregate {

  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int DIGEST_LENGTH = 16;

  private static final int PARTITION_KEY = 1;
  private static final int RECORD = 3;
  private static final int KEY_INDEX = 1;
  private static final int DATA = 3;

  private KplAggregate() {}

  /**
   * One user record.
   *
   * @param partitionKey its own key, not that of the record around it
   * @param data its bytes, possibly none
   */
  public record UserRecord(String partitionKey, byte[] data) {}

  /** Tells an aggregate from bytes that merely start like one: only the digest proves it. */
  public static boolean matches(byte[] payload) {
    int end = payload.length - DIGEST_LENGTH;
    if (end < MAGIC.length || !startsLikeOne(payload)) {
      return false;
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(payload, MAGIC.length, end - MAGIC.length);
      return Arrays.equals(md5.digest(), Arrays.copyOfRange(payload, end, payload.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Tells whether bytes have the magic number; without the digest they are no aggregate. */
  static boolean startsLikeOne(byte[] payload) {
    return payload.length >= MAGIC.length
        && Arrays.equals(payload, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Returns the user records of an aggregate in their order, at least one.
   *
   * @param payload what {@link #matches}
   * @param most how many it may hold
   */
  public static List<UserRecord> read(byte[] payload, int most) throws PackingException {
    Message message = new Message(payload, MAGIC.length, payload.length - DIGEST_LENGTH);
    List<String> keys = new ArrayList<>();
    List<Message> records = new ArrayList<>();
    while (message.nextField()) {
      if (message.field == PARTITION_KEY) {
        keys.add(message.text());
      } else if (message.field == RECORD) {
        if (records.size() == most) {
          throw new PackingException(Fault.TOO_MANY, "an aggregate of more than " + most);
        }
        records.add(message.bytes());
      } else {
        message.skip();
      }
    }
    if (records.isEmpty()) {
      throw new PackingException(Fault.EMPTY, "an aggregate of no records");
    }
    List<UserRecord> userRecords = new ArrayList<>(records.size());
    for (Message record : records) {
      userRecords.add(userRecord(record, keys));
    }
    return userRecords;
  }

  private static UserRecord userRecord(Message record, List<String> keys) throws PackingException {
    long key = -1;
    byte[] data = null;
    while (record.nextField()) {
      if (record.field == KEY_INDEX && record.type == Message.VARINT) {
        key = record.varint();
      } else if (record.field == DATA) {
        data = record.bytes().copy();
      } else {
        record.skip();
      }
    }
    if (data == null || key < 0 || key >= keys.size()) {
      throw corrupt("a user record without data, or without a partition key");
    }
    return new UserRecord(keys.get((int) key), data);
  }

  private static PackingException corrupt(String what) {
    return new PackingException(Fault.CORRUPT, "a KPL aggregate with " + what);
  }

  /** A protobuf message inside an array, read field by field. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final byte[] array;
    private final int end;
    private int at;
    private int field;
    private int type;

    private Message(byte[] array, int start, int end) {
      this.array = array;
      this.at = start;
      this.end = end;
    }

    private boolean nextField() throws PackingException {
      if (at == end) {
        return false;
      }
      long tag = varint();
      field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
      type = (int) (tag & 7);
      return true;
    }

    private long varint() throws PackingException {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (at == end) {
          break;
        }
        byte b = array[at++];
        value |= (long) (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
      throw corrupt("a number that is cut or too long");
    }

    private Message bytes() throws PackingException {
      if (type != BYTES) {
        throw corrupt("a field of another type");
      }
      long length = varint();
      int start = at;
      advance(length);
      return new Message(array, start, at);
    }

    private byte[] copy() {
      return Arrays.copyOfRange(array, at, end);
    }

    private String text() throws PackingException {
      Message text = bytes();
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(array, text.at, text.end - text.at))
            .toString();
      } catch (CharacterCodingException e) {
        throw corrupt("a partition key that is no UTF-8");
      }
    }

    private void skip() throws PackingException {
      switch (type) {
        case VARINT -> varint();
        case FIXED_64 -> advance(Long.BYTES);
        case BYTES -> advance(varint());
        case FIXED_32 -> advance(Integer.BYTES);
        default -> throw corrupt("a field of no known type");
      }
    }

    private void advance(long length) throws PackingException {
      if (length < 0 || length > end - at) {
        throw corrupt("a field that is cut");
      }
      at += (int) length;
    }
  }
}
