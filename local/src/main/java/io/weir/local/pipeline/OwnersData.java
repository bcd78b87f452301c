package io.weir.local.pipeline;

import io.weir.local.http.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that keeps payloads between runs: only its owner reads what is in it. The services'
 * directories are closed before a service writes its first file, so that no file is open for a
 * moment; the user's own directory around them is left as it is, unless it is made here.
 */
final class OwnersData {

  private static final List<String> SERVICES =
      List.of("kinesis", "sqs", "dynamodb", "s3", "mappings");

  private OwnersData() {}

  /** Makes and closes the directories; where the system knows no owners it does nothing. */
  static void prepare(Path data) {
    try {
      Path there = data.toAbsolutePath();
      boolean isNew = !Files.exists(there);
      Files.createDirectories(there);
      if (Files.getFileAttributeView(there, PosixFileAttributeView.class) == null) {
        return;
      }
      if (isNew) {
        close(there);
      }
      for (String service : SERVICES) {
        Path directory = Files.createDirectories(there.resolve(service));
        try (Stream<Path> all = Files.walk(directory)) {
          for (Path path : all.toList()) {
            close(path);
          }
        }
      }
    } catch (IOException e) {
      throw new StartException("the directory " + data + " cannot be closed to others: " + e, e);
    }
  }

  private static void close(Path path) throws IOException {
    String permissions = Files.isDirectory(path) ? "rwx------" : "rw-------";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
