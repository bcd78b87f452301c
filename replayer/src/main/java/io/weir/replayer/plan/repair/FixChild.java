package io.weir.replayer.plan.repair;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.plan.repair.Fix.Repaired.Failed;
import io.weir.replayer.plan.repair.Fix.Repaired.Rewritten;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The process that a filter runs in: payloads on standard input, what became of them on standard
 * output. It ends when its input does, whatever the filter is doing.
 */
final class FixChild {

  static final byte REWRITTEN = 1;
  static final byte FAILED = 2;
  private static final byte READY = 3;

  /** The exit value that says that its memory was full. */
  static final int FULL = 3;

  private final BlockingQueue<Bytes> payloads = new LinkedBlockingQueue<>();
  private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
  private final Fix fix;

  private FixChild(Fix fix) {
    this.fix = fix;
  }

  /** Works until standard input ends. */
  public static void main(String[] none) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    boolean raw = in.readBoolean();
    FixChild child = new FixChild(Fix.compile(new String(read(in), StandardCharsets.UTF_8), raw));
    Thread worker = new Thread(child::work, "filter");
    worker.setDaemon(true);
    worker.start();
    try {
      while (true) {
        child.payloads.add(Bytes.of(read(in)));
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void work() {
    try {
      out.writeByte(READY);
      out.flush();
      while (true) {
        Repaired repaired = fix.apply(payloads.take());
        if (repaired instanceof Rewritten rewritten) {
          out.writeByte(REWRITTEN);
          write(out, rewritten.payload().toArray());
        } else if (repaired instanceof Failed failed) {
          out.writeByte(FAILED);
          write(out, failed.why().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(FULL);
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(1); // the other process sees the end, and starts another
    }
  }

  static void write(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
    to.flush();
  }

  static byte[] read(DataInputStream from) throws IOException {
    byte[] bytes = new byte[from.readInt()];
    from.readFully(bytes);
    return bytes;
  }
}
