package io.weir.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept between runs holds payloads: only its owner reads it. */
final class OwnersDataTest {

  @TempDir private Path directory;

  @Test
  void theServicesDirectoriesAreClosedAndTheUsersOwnIsLeftAsItIs() throws IOException {
    assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no owners");
    Path users = Files.createDirectory(directory.resolve("users"));
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path old = Files.createDirectories(users.resolve("kinesis")).resolve("1.log");
    Files.writeString(old, "payload");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));

    OwnersData.prepare(users);
    OwnersData.prepare(directory.resolve("new"));

    assertThat(permissions(users)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(users.resolve("kinesis"))).isEqualTo("rwx------");
    assertThat(permissions(old)).isEqualTo("rw-------");
    assertThat(permissions(directory.resolve("new"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("new").resolve("s3"))).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
