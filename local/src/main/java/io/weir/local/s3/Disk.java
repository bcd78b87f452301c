package io.weir.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.s3.Bucket.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where buckets are kept between runs: one directory each, one file an object, named by the hash of
 * its key, for keys may be longer than file names. A file begins with one line of JSON that says
 * what it is.
 *
 * <p><b>When this process dies:</b> an object whose client was answered is there, whole; one that
 * was being written is there in its old form or not at all.
 */
final class Disk {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String UNFINISHED = ".next";

  private final Path directory;

  Disk(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /** Reads all buckets. */
  Map<String, Bucket> load() throws IOException {
    Map<String, Bucket> buckets = new HashMap<>();
    for (Path path : children(directory)) {
      Bucket bucket = new Bucket(created(path));
      for (Path file : children(path)) {
        if (!file.toString().endsWith(UNFINISHED)) {
          bucket.put(read(Files.readAllBytes(file)));
        }
      }
      buckets.put(String.valueOf(path.getFileName()), bucket);
    }
    return buckets;
  }

  void create(String bucket) {
    attempt(() -> Files.createDirectories(directory.resolve(bucket)));
  }

  void delete(String bucket) {
    attempt(() -> Files.deleteIfExists(directory.resolve(bucket)));
  }

  void put(String bucket, StoredObject object) {
    Path file = file(bucket, object.key());
    Path next = file.resolveSibling(file.getFileName() + UNFINISHED);
    attempt(
        () -> {
          try (FileChannel channel =
              FileChannel.open(
                  next,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
            write(channel, header(object));
            write(channel, object.content());
            channel.force(true);
          }
          return Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  void delete(String bucket, String key) {
    attempt(() -> Files.deleteIfExists(file(bucket, key)));
  }

  private Path file(String bucket, String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return directory.resolve(bucket).resolve(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void write(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static byte[] header(StoredObject object) {
    ObjectNode header =
        JSON.createObjectNode()
            .put("key", object.key())
            .put("lastModified", object.lastModified().toString());
    object.headers().forEach(header.putObject("headers")::put);
    return (header + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static StoredObject read(byte[] file) throws IOException {
    int end = 0;
    while (file[end] != '\n') {
      end++;
    }
    JsonNode header = JSON.readTree(file, 0, end);
    Map<String, String> headers = new HashMap<>();
    header
        .path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
    byte[] content = new byte[file.length - end - 1];
    System.arraycopy(file, end + 1, content, 0, content.length);
    return new StoredObject(
        header.required("key").asText(),
        content,
        headers,
        Instant.parse(header.required("lastModified").asText()));
  }

  private static Instant created(Path bucket) throws IOException {
    return Files.readAttributes(bucket, BasicFileAttributes.class)
        .creationTime()
        .toInstant()
        .truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private static void attempt(FileAction write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the bucket cannot be kept: " + e, e);
    }
  }

  /** A change of the disk. */
  private interface FileAction {
    Object run() throws IOException;
  }
}
