package io.weir.local.dynamodb;

import io.weir.local.http.Forwarder;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.http.StartException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB: Amazon's DynamoDB Local in a process of its own.
 *
 * <p>Weir neither contains DynamoDB Local nor compiles against it, for its licence forbids both
 * (NOTICE): the user's own Maven puts it into a directory beside Weir's jar, and this type starts
 * it there.
 *
 * <p><b>When this JVM dies:</b> the process ends by itself and deletes its temporary files, even
 * after a {@code kill -9}. What is stored in a directory survives that too.
 */
public final class DynamoDb implements Service, AutoCloseable {
  private static final String FETCH = "mvn -pl local -am -Dquick package";

  private final ChildServer child;
  private final Optional<DirectoryLock> lock;
  private final Forwarder forwarder;

  private DynamoDb(ChildServer child, Optional<DirectoryLock> lock) {
    this.child = child;
    this.lock = lock;
    this.forwarder = new Forwarder(child.uri());
  }

  /** Starts it with its jars in their usual place, for tables that end with it. */
  public static DynamoDb inMemory() {
    return start(jarsBesideOurs(), Optional.empty());
  }

  /** Starts it with its jars in their usual place, for tables kept in a directory. */
  public static DynamoDb storedIn(Path data) {
    return start(jarsBesideOurs(), Optional.of(data));
  }

  /**
   * Starts it, and returns once it answers.
   *
   * @param jars the directory of DynamoDB Local's jars
   * @param data where tables are kept; empty for in memory
   * @throws StartException if the jars are missing, the directory is in use, or the process does
   *     not start
   */
  public static DynamoDb start(Path jars, Optional<Path> data) {
    requireJars(jars);
    Optional<DirectoryLock> lock = data.map(DirectoryLock::take);
    try {
      return new DynamoDb(ChildServer.start(jars, data), lock).orFailUnlessItAnswers();
    } catch (RuntimeException e) {
      lock.ifPresent(DirectoryLock::close);
      throw e;
    }
  }

  /** Returns the process, to look at or to kill. */
  public ProcessHandle process() {
    return child.handle();
  }

  Path workDirectory() {
    return child.workDirectory();
  }

  @Override
  public boolean serves(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    return target.startsWith("DynamoDB_20120810.")
        || target.startsWith("DynamoDBStreams_20120810.");
  }

  @Override
  public Reply handle(Request request) {
    return forwarder.forward(signed(request));
  }

  @Override
  public void close() {
    child.close();
    lock.ifPresent(DirectoryLock::close);
  }

  /** The first call loads its database: a fault of that shows here, not in a later call. */
  private DynamoDb orFailUnlessItAnswers() {
    Reply reply = handle(listTables());
    if (reply.status() == 200) {
      return this;
    }
    String printed = child.output();
    close();
    throw new StartException(
        "DynamoDB Local answers "
            + reply.status()
            + " "
            + new String(reply.body(), StandardCharsets.UTF_8)
            + "; it printed:\n"
            + printed);
  }

  /**
   * Signs for the client. DynamoDB Local checks no signature, but refuses a request without one and
   * an access key with other than letters and digits; whose it is makes no difference to one shared
   * database.
   */
  private static Request signed(Request request) {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=0");
    return new Request(request.method(), request.path(), Map.copyOf(headers), request.body());
  }

  private static Request listTables() {
    return new Request(
        "POST",
        "/",
        Map.of(
            "x-amz-target", "DynamoDB_20120810.ListTables",
            "content-type", "application/x-amz-json-1.0"),
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  /** Beside {@code local.jar}, or beside the directory of classes that a build leaves. */
  private static Path jarsBesideOurs() {
    CodeSource source = DynamoDb.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).resolveSibling("dynamodb-local");
    } catch (URISyntaxException e) {
      throw new StartException("cannot tell where Weir's own jar is: " + e.getMessage(), e);
    }
  }

  private static void requireJars(Path jars) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "DynamoDBLocal-*.jar")) {
      if (found.iterator().hasNext()) {
        return;
      }
    } catch (IOException e) {
      throw new StartException(missing(jars), e);
    }
    throw new StartException(missing(jars));
  }

  private static String missing(Path jars) {
    return "DynamoDB Local is not in "
        + jars
        + ": it is not part of Weir; fetch it with `"
        + FETCH
        + "`";
  }
}
