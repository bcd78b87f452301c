package io.weir.chaos.simulate;

import io.weir.replayer.journal.LogFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.function.Consumer;

/** A file that outlives the process which wrote it; a crash may leave half of the last write. */
final class Disk implements LogFile {

  private final World world;
  private final Consumer<byte[]> kept;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /**
   * An empty file.
   *
   * @param kept is told of what is on the disk, whole
   */
  Disk(World world, Consumer<byte[]> kept) {
    this.world = world;
    this.kept = kept;
  }

  @Override
  public InputStream read() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Override
  public void truncate(long length) {
    byte[] whole = bytes.toByteArray();
    bytes.reset();
    bytes.write(whole, 0, (int) length);
  }

  @Override
  public void append(byte[] more) {
    KillableProcess process = world.time().current().process();
    if (process != null && world.weather().strikes(Fault.JOURNAL_TORN)) {
      world.note(process.name() + " dies with half of the journal's entry on the disk");
      bytes.write(more, 0, world.random().nextInt(more.length));
      throw process.die();
    }
    world.effect(
        "the journal's entry",
        () -> {
          bytes.writeBytes(more);
          kept.accept(more);
          return true;
        });
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
