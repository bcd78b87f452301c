package io.weir.replayer.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk whose every write and flush is an effect of the process that has the file open. */
final class CrashingDisk extends FakeDisk {

  private final Disk disk;

  /** What a file's channel asks of a disk. */
  interface Disk {
    int write(ByteBuffer source) throws IOException;

    void force(boolean metaData) throws IOException;
  }

  CrashingDisk(Path file, int most, Effects effects) throws IOException {
    super(file, most);
    this.disk = effects.around(Disk.class, new Beneath());
  }

  private final class Beneath implements Disk {
    @Override
    public int write(ByteBuffer source) throws IOException {
      return CrashingDisk.super.write(source);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      CrashingDisk.super.force(metaData);
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return disk.write(source);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    disk.force(metaData);
  }
}
