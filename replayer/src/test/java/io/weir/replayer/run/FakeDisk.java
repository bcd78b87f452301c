package io.weir.replayer.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file on a disk that takes a few bytes at a time, has only so much room, and is asked. */
class FakeDisk extends FileChannel {

  private final FileChannel real;
  private final int most;

  /** What was called, in its order. */
  final List<String> calls = new ArrayList<>();

  /** How many bytes more there is room for. */
  int room = Integer.MAX_VALUE;

  boolean forceFails;

  FakeDisk(Path file, int most) throws IOException {
    this.real = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    this.most = most;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    calls.add("write");
    int count = Math.min(Math.min(most, room), source.remaining());
    if (count == 0) {
      throw new IOException("No space left on device");
    }
    room -= count;
    ByteBuffer some = source.slice(source.position(), count);
    source.position(source.position() + count);
    return real.write(some);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    calls.add("force");
    if (forceFails) {
      throw new IOException("Input/output error");
    }
    real.force(metaData);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
