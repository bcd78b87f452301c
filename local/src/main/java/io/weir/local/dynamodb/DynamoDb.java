package io.weir.local.dynamodb;

import io.weir.dynamodb.Answer;
import io.weir.dynamodb.Settings;
import io.weir.dynamodb.fault.Faults;
import io.weir.dynamodb.store.StorageException;
import io.weir.local.http.Forwarder;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.http.StartException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * DynamoDB behind the endpoint: the open engine in this process, or a server elsewhere on this
 * machine.
 *
 * <p><b>When this JVM dies:</b> what was confirmed of tables in a directory is there again.
 */
public final class DynamoDb implements Service, AutoCloseable {

  private static final String JSON = "application/x-amz-json-1.0";

  private final Optional<io.weir.dynamodb.DynamoDb> engine;
  private final Optional<Forwarder> elsewhere;

  private DynamoDb(Optional<io.weir.dynamodb.DynamoDb> engine, Optional<Forwarder> elsewhere) {
    this.engine = engine;
    this.elsewhere = elsewhere;
  }

  /** Returns tables that end with this process. */
  public static DynamoDb inMemory() {
    return over(io.weir.dynamodb.DynamoDb.inMemory(settings()));
  }

  /**
   * Returns tables that are kept in a directory.
   *
   * @throws StartException if the directory is in use, or cannot be read
   */
  public static DynamoDb storedIn(Path data) {
    try {
      return over(io.weir.dynamodb.DynamoDb.storedIn(data, settings()));
    } catch (StorageException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the tables of a server of this machine, such as DynamoDB Local, where a user has it.
   */
  public static DynamoDb at(URI server) {
    return new DynamoDb(Optional.empty(), Optional.of(new Forwarder(server)));
  }

  private static Settings settings() {
    return Settings.of(InstantSource.system(), new SecureRandom());
  }

  private static DynamoDb over(io.weir.dynamodb.DynamoDb engine) {
    return new DynamoDb(Optional.of(engine), Optional.empty());
  }

  /**
   * Returns what goes wrong with the tables: nothing, until a caller wants it.
   *
   * @throws IllegalStateException if they are on another server
   */
  public Faults faults() {
    return engine
        .map(io.weir.dynamodb.DynamoDb::faults)
        .orElseThrow(() -> new IllegalStateException("another server has the tables"));
  }

  @Override
  public boolean serves(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    return target.startsWith("DynamoDB_20120810.")
        || target.startsWith("DynamoDBStreams_20120810.");
  }

  @Override
  public Reply handle(Request request) {
    return elsewhere
        .map(server -> server.forward(signed(request)))
        .orElseGet(() -> answer(request));
  }

  private Reply answer(Request request) {
    Answer answer =
        engine.orElseThrow().handle(request.header("X-Amz-Target").orElse(""), request.body());
    byte[] body = answer.bytes();
    return new Reply(
        answer.status(),
        Map.of(
            "Content-Type", JSON,
            "x-amzn-RequestId", UUID.randomUUID().toString(),
            "x-amz-crc32", Long.toString(Answer.checksum(body))),
        body);
  }

  @Override
  public void close() {
    engine.ifPresent(io.weir.dynamodb.DynamoDb::close);
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
}
