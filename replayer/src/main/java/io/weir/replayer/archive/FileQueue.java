package io.weir.replayer.archive;

import io.weir.replayer.journal.Fault;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.queue.LetterSource;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.HeldRecords;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Files that stand for a queue: an export, a directory of rescued letters, objects that Lambda
 * wrote to S3, bodies copied from a ticket. A file is one document, or one a line.
 */
public final class FileQueue implements LetterSource {

  private final String name;
  private final Source source;

  private FileQueue(String name, Source source) {
    this.name = name;
    this.source = source;
  }

  private interface Source {
    void read(Sink sink) throws IOException;
  }

  private interface Sink {

    /** Takes a document; returns whether more are wanted. */
    boolean take(Bytes document);
  }

  /** Reads a file, or each file of a directory; links and hidden files are passed over. */
  public static FileQueue of(Path path) {
    return new FileQueue(path.toString(), sink -> readPath(path, sink));
  }

  /** Reads a stream once, to its end. */
  public static FileQueue of(InputStream in) {
    return new FileQueue("standard input", sink -> readStream(in, sink));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Peek peek(int limit, BooleanSupplier stop) {
    Map<String, Letter> letters = new LinkedHashMap<>();
    boolean[] more = {false};
    try {
      source.read(
          document -> {
            Letter letter = LetterReader.readFromFile(document);
            if (stop.getAsBoolean()
                || (letters.size() == limit && !letters.containsKey(letter.id()))) {
              more[0] = true;
              return false;
            }
            letters.merge(letter.id(), letter, FileQueue::joined);
            return true;
          });
    } catch (IOException e) {
      throw new QueueException(name + " cannot be read: " + Fault.of(e), e);
    }
    return new Peek(List.copyOf(letters.values()), Optional.empty(), 0, Optional.empty(), !more[0]);
  }

  /**
   * Returns one letter with the records of two copies of it: an export may have several lines of
   * one letter, and a vault several files. Where they are copies of two messages, the first stays.
   */
  public static Letter joined(Letter one, Letter other) {
    if (!one.body().equals(other.body())
        || !(one.content() instanceof ExportedLetter first)
        || !(other.content() instanceof ExportedLetter second)) {
      return one;
    }
    HeldRecords all = HeldRecords.by(first).and(HeldRecords.by(second));
    return all.records().size() == HeldRecords.by(first).records().size()
        ? one
        : new Letter(
            one.id(),
            one.receipt(),
            one.body(),
            one.sentAt(),
            one.firstReceivedAt(),
            one.receiveCount(),
            one.attributes(),
            new ExportedLetter(
                first.exportedAt(), first.original(), all.verdict().word(), all.records()));
  }

  private static void readPath(Path path, Sink sink) throws IOException {
    if (!Files.isDirectory(path)) {
      readFile(path, sink);
      return;
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(path)) {
      all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(files::add);
    }
    for (Path file : files) {
      if (!readFile(file, sink)) {
        return;
      }
    }
  }

  private static boolean readFile(Path file, Sink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return readStream(in, sink);
    }
  }

  /**
   * A file is one document, or has one a line. Its first line that is not blank tells which; where
   * that is no document, and all of the file is none, any other line does.
   */
  private static boolean readStream(InputStream in, Sink sink) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byte[] first = line(buffered);
    while (first.length > 0 && isBlank(first)) {
      whole.write(first);
      first = line(buffered);
    }
    if (first.length > 0 && isDocument(first)) {
      return readLines(first, buffered, sink);
    }
    whole.write(first);
    buffered.transferTo(whole);
    byte[] all = whole.toByteArray();
    if (!isDocument(all) && hasDocuments(all)) {
      InputStream again = new ByteArrayInputStream(all);
      return readLines(line(again), again, sink);
    }
    return all.length == 0 || sink.take(Bytes.of(all));
  }

  private static boolean readLines(byte[] first, InputStream in, Sink sink) throws IOException {
    for (byte[] line = first; line.length > 0; line = line(in)) {
      if (!isBlank(line) && !sink.take(withoutEnd(line))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDocuments(byte[] all) throws IOException {
    InputStream in = new ByteArrayInputStream(all);
    for (byte[] line = line(in); line.length > 0; line = line(in)) {
      if (isDocument(line)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the next line with its end, or nothing at the end of the stream. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  /** The end is not a part of the document, which has none if its line is the last one. */
  private static Bytes withoutEnd(byte[] line) {
    int length = line.length;
    while (line[length - 1] == '\n' || line[length - 1] == '\r') {
      length--; // and comes to an end: the line is not blank
    }
    return Bytes.of(Arrays.copyOf(line, length));
  }

  private static boolean isDocument(byte[] bytes) {
    return LetterReader.isObject(Bytes.of(bytes));
  }

  private static boolean isBlank(byte[] line) {
    return Bytes.of(line).isBlank();
  }
}
