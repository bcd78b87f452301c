package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.local.kinesis.StreamLog.LogEntry;
import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns log entries into bytes and back. A state is CBOR, so that members can be added to it. */
final class LogCodec {

  private static final int CHANGED = 1;
  private static final int ACCEPTED = 2;

  private final ObjectMapper states = Protocol.CBOR.mapper();

  byte[] encode(LogEntry entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (entry instanceof LogEntry.Accepted accepted) {
        out.writeByte(ACCEPTED);
        out.writeInt(accepted.records().size());
        for (LoggedRecord logged : accepted.records()) {
          write(logged, out);
        }
      } else if (entry instanceof LogEntry.Changed changed) {
        out.writeByte(CHANGED);
        out.write(states.writeValueAsBytes(changed.state()));
      }
    }
    return bytes.toByteArray();
  }

  LogEntry decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int kind = in.readUnsignedByte();
    if (kind == CHANGED) {
      return new LogEntry.Changed(states.readValue(in.readAllBytes(), StreamState.class));
    }
    if (kind != ACCEPTED) {
      throw new IOException("entry of unknown kind " + kind + ": written by a newer version?");
    }
    int count = in.readInt();
    List<LoggedRecord> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      records.add(readRecord(in));
    }
    return new LogEntry.Accepted(records);
  }

  private static void write(LoggedRecord logged, DataOutputStream out) throws IOException {
    StoredRecord record = logged.record();
    out.writeInt(logged.shardIndex());
    out.writeLong(logged.ordinal());
    out.writeLong(record.arrivedAt().toEpochMilli());
    writeBytes(record.sequenceNumber().getBytes(StandardCharsets.US_ASCII), out);
    writeBytes(record.partitionKey().getBytes(StandardCharsets.UTF_8), out);
    byte[] data = new byte[record.data().remaining()];
    record.data().get(data);
    writeBytes(data, out);
  }

  private static LoggedRecord readRecord(DataInputStream in) throws IOException {
    int shardIndex = in.readInt();
    long ordinal = in.readLong();
    Instant arrivedAt = Instant.ofEpochMilli(in.readLong());
    String sequenceNumber = new String(readBytes(in), StandardCharsets.US_ASCII);
    String partitionKey = new String(readBytes(in), StandardCharsets.UTF_8);
    ByteBuffer data = ByteBuffer.wrap(readBytes(in));
    return new LoggedRecord(
        shardIndex, ordinal, new StoredRecord(sequenceNumber, partitionKey, data, arrivedAt));
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
