package io.weir.replayer.journal;

import java.io.IOException;
import java.io.InputStream;

/** The bytes under a file journal. */
public interface LogFile extends AutoCloseable {

  /** Returns everything that was written, from the beginning. */
  InputStream read() throws IOException;

  /** Cuts off everything after {@code length} bytes. */
  void truncate(long length) throws IOException;

  /** Appends, and returns when the bytes are on the disk. */
  void append(byte[] bytes) throws IOException;

  @Override
  void close() throws IOException;
}
