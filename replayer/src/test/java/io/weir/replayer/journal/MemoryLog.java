package io.weir.replayer.journal;

import io.weir.replayer.run.Effects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A journal's bytes, which outlive the process that wrote them. */
public final class MemoryLog implements LogFile {

  private byte[] bytes = new byte[0];
  private int last;

  /** Opens the journal on it, each of whose writes is an effect. */
  public static FileJournal open(MemoryLog log, Effects effects) {
    try {
      return new FileJournal("memory", effects.around(LogFile.class, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts bytes off the last write, as a crash in the middle of it does. */
  public void tear(int count) {
    bytes = Arrays.copyOf(bytes, bytes.length - Math.min(last, count));
  }

  /** Returns what is on the disk. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public InputStream read() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void truncate(long length) {
    bytes = Arrays.copyOf(bytes, (int) length);
  }

  @Override
  public void append(byte[] more) {
    last = more.length;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes);
    all.writeBytes(more);
    bytes = all.toByteArray();
  }

  @Override
  public void close() {}
}
