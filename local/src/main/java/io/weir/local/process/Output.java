package io.weir.local.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What a child writes, cut into lines, with marks in it that say how far it has been read. */
final class Output implements Runnable {

  /** A longer line is passed on in pieces, so that a child cannot fill the memory here. */
  static final int LONGEST_LINE = 256 * 1024;

  private final InputStream in;
  private final Consumer<String> lines;
  private final Queue<CompletableFuture<Void>> marks = new ArrayDeque<>();
  private boolean ended;

  Output(InputStream in, Consumer<String> lines) {
    this.in = in;
    this.lines = lines;
  }

  /** Expects one more mark; complete when it was read, or when no more can come. */
  synchronized CompletableFuture<Void> expectMark() {
    CompletableFuture<Void> mark = new CompletableFuture<>();
    if (ended) {
      mark.complete(null);
    } else {
      marks.add(mark);
    }
    return mark;
  }

  @Override
  public void run() {
    try {
      read();
    } catch (IOException closed) {
      lines.accept("[the output of the process broke off: " + closed.getMessage() + "]");
    } finally {
      end();
    }
  }

  private void read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    boolean inMark = false;
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      for (int i = 0; i < length; i++) {
        byte next = chunk[i];
        if (inMark) {
          inMark = next != '\n';
          if (!inMark) {
            reachMark();
          }
        } else if (next == Lifeline.MARK && isMarkExpected()) {
          flush(line);
          inMark = true;
        } else if (next == '\n') {
          emit(line);
        } else {
          line.write(next);
          if (line.size() >= LONGEST_LINE) {
            emit(line);
          }
        }
      }
    }
    flush(line);
  }

  private void flush(ByteArrayOutputStream line) {
    if (line.size() > 0) {
      emit(line);
    }
  }

  private void emit(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    line.reset();
  }

  private synchronized boolean isMarkExpected() {
    return !marks.isEmpty();
  }

  private void reachMark() {
    CompletableFuture<Void> mark;
    synchronized (this) {
      mark = marks.poll();
    }
    if (mark != null) {
      mark.complete(null);
    }
  }

  private void end() {
    Queue<CompletableFuture<Void>> left;
    synchronized (this) {
      ended = true;
      left = new ArrayDeque<>(marks);
      marks.clear();
    }
    left.forEach(mark -> mark.complete(null));
  }
}
