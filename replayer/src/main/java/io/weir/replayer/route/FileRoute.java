package io.weir.replayer.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.weir.replayer.journal.Directory;
import io.weir.replayer.letter.Coordinates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The route to a file: a line of JSON a record, with every byte of its payload. A copy settles
 * nothing, so the messages stay where they are.
 */
public final class FileRoute implements Route {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final int MOST_RECORDS = 500;
  private static final long MOST_BYTES = 64L << 20;

  private final FileChannel file;
  private boolean torn;

  /**
   * Appends to a file.
   *
   * @param torn whether the file's last line is cut off, so that nothing may be added to it
   */
  public FileRoute(FileChannel file, boolean torn) {
    this.file = file;
    this.torn = torn;
  }

  /**
   * Opens a file, to which records are appended. A last line that a killed run has cut off stays as
   * it is, and ends there.
   *
   * @throws RouteException if it cannot be opened
   */
  public static FileRoute append(Path path) {
    try {
      FileChannel file =
          FileChannel.open(
              path,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
              Directory.ownersFile()); // payloads may hold personal data
      Directory.of(path).force();
      return new FileRoute(file, Files.isRegularFile(path) && isTorn(path));
    } catch (IOException e) {
      throw new RouteException("the file " + path + " cannot be written: " + e, e);
    }
  }

  private static boolean isTorn(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public int maxRecords() {
    return MOST_RECORDS;
  }

  @Override
  public long maxBytes() {
    return MOST_BYTES;
  }

  @Override
  public long weight(Work work) {
    return work.payload().size();
  }

  @Override
  public boolean settles() {
    return false;
  }

  @Override
  public List<TableState> look(Proof proof, List<Work> batch, List<Answer> answers) {
    return Collections.nCopies(batch.size(), TableState.NO_TABLE);
  }

  @Override
  public List<Answer> send(List<Work> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    if (torn) {
      lines.write('\n');
    }
    for (Work work : batch) {
      lines.writeBytes(line(work));
    }
    try {
      ByteBuffer left = ByteBuffer.wrap(lines.toByteArray());
      while (left.hasRemaining()) {
        file.write(left);
      }
      file.force(false);
      torn = false;
    } catch (IOException e) {
      torn = true;
      throw new RouteException("the file cannot be written: " + e, e);
    }
    return Collections.nCopies(batch.size(), new Answer.Done("written to the file"));
  }

  private static byte[] line(Work work) {
    Coordinates at = work.original().coordinates();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("streamArn", at.stream().toString());
      json.writeStringField("shardId", at.shardId());
      json.writeStringField("sequenceNumber", at.sequenceNumber().toString());
      if (!at.place().isEmpty()) {
        json.writeStringField("place", at.place());
      }
      json.writeStringField("partitionKey", work.partitionKey());
      json.writeStringField("arrivedAt", work.original().arrivedAt().toString());
      json.writeStringField("sha256", work.payloadHash());
      json.writeStringField("data", work.payload().base64());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line.write('\n');
    return line.toByteArray();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new RouteException("the file cannot be closed: " + e, e);
    }
  }
}
