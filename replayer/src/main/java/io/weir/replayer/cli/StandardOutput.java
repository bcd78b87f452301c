package io.weir.replayer.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which says why it cannot be written. {@code System.out} swallows that, and an
 * export to a full disk would end as if it were all there.
 */
final class StandardOutput extends OutputStream {

  /** This process's. */
  static final StandardOutput PROCESS =
      new StandardOutput(new FileOutputStream(FileDescriptor.out));

  private final OutputStream out;
  private volatile @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** What was to be printed did not go out: there is no reason to go on printing. */
  static final class UnwrittenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnwrittenException() {}

    UnwrittenException(IOException cause) {
      super(cause);
    }
  }

  /** Ends the command if a writer has lost anything. */
  static void check(PrintWriter writer) {
    if (writer.checkError()) {
      throw new UnwrittenException();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Returns why it could not be written, if it could not. */
  Optional<String> failure() {
    return Optional.ofNullable(failure).map(e -> String.valueOf(e.getMessage()));
  }

  /** Tells whether its reader has closed it, as {@code head} does: that is no fault. */
  boolean isClosed() {
    return failure().filter(why -> why.contains("Broken pipe")).isPresent();
  }

  /** Returns a writer in the encoding of the terminal, as far as Java knows it. */
  PrintWriter writer() {
    return EscapingWriter.to(this, EscapingWriter.charset("stdout"));
  }
}
