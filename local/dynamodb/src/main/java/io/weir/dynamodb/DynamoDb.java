package io.weir.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Expressions;
import io.weir.dynamodb.fault.Faults;
import io.weir.dynamodb.operation.Engine;
import io.weir.dynamodb.operation.Operation;
import io.weir.dynamodb.operation.Operations;
import io.weir.dynamodb.operation.Parameters;
import io.weir.dynamodb.store.FileStorage;
import io.weir.dynamodb.stream.StreamOperations;
import io.weir.dynamodb.stream.Streams;
import io.weir.dynamodb.table.Storage;
import io.weir.dynamodb.table.Tables;
import io.weir.dynamodb.value.ValueJson;
import io.weir.dynamodb.value.WellFormed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB in the process: requests as the service takes them, answers as it gives them. Any number
 * of threads may call it. With one clock, one seed and one order of calls the answers are the same
 * each time.
 */
public final class DynamoDb implements AutoCloseable {

  /** The largest body that is read. */
  public static final int MAX_BODY = 16 * 1024 * 1024;

  private static final String TARGET = "DynamoDB_20120810.";
  private static final String STREAMS_TARGET = "DynamoDBStreams_20120810.";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Tables tables;
  private final Faults faults;
  private final Map<String, Operation> operations = new HashMap<>();

  private DynamoDb(Settings settings, Storage storage) {
    tables = new Tables(settings.clock(), storage);
    faults = new Faults(settings.clock());
    tables.admitBy(faults);
    Streams streams = new Streams(settings.clock());
    tables.listen(streams);
    Engine engine =
        new Engine(
            tables, new Expressions(), settings.random(), settings.tableArns(), streams::latest);
    operations.putAll(Operations.of(engine));
    operations.putAll(new StreamOperations(streams).byName());
  }

  /** Starts an engine that keeps its tables in memory. */
  public static DynamoDb inMemory(Settings settings) {
    return new DynamoDb(settings, Storage.none());
  }

  /**
   * Starts an engine that keeps its tables in a directory: what was confirmed survives the end of
   * the process, however it comes.
   *
   * @throws io.weir.dynamodb.store.StorageException if the directory is in use, or not readable
   */
  public static DynamoDb storedIn(Path directory, Settings settings) {
    return new DynamoDb(settings, FileStorage.in(directory));
  }

  /** Returns what goes wrong here: nothing, until a caller wants it. */
  public Faults faults() {
    return faults;
  }

  /** Answers a request that is already JSON. */
  public Answer call(String operation, JsonNode body) {
    try {
      Operation known = operations.get(operation);
      if (known == null) {
        throw DynamoDbException.coral("UnknownOperationException", "");
      }
      WellFormed.require(body);
      tables.expire();
      Parameters request = new Parameters(body);
      return new Answer(200, faults.during(operation, () -> known.answer(request)));
    } catch (DynamoDbException e) {
      return Answer.of(e);
    } catch (StackOverflowError e) {
      // Depths are bounded, but not by what a caller's thread has: nothing is written so deep down.
      return Answer.of(ValueJson.tooDeep());
    } catch (RuntimeException e) {
      return Answer.of(DynamoDbException.internal(e.toString()));
    }
  }

  /** Answers a request from the wire: its header {@code x-amz-target} and its body. */
  public Answer handle(@Nullable String target, byte[] body) {
    try {
      if (body.length > MAX_BODY) {
        return new Answer(
            413,
            Answer.of(
                    DynamoDbException.coral(
                        "RequestEntityTooLargeException", "Request body is too large"))
                .body());
      }
      return call(operationOf(target), parse(body));
    } catch (DynamoDbException e) {
      return Answer.of(e);
    }
  }

  private static String operationOf(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      throw DynamoDbException.coral(
          "MissingAuthenticationTokenException", "Missing header: x-amz-target");
    }
    for (String prefix : new String[] {TARGET, STREAMS_TARGET}) {
      if (target.startsWith(prefix)) {
        return target.substring(prefix.length());
      }
    }
    throw DynamoDbException.coral("UnknownOperationException", "");
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node == null || !node.isObject()) {
        throw DynamoDbException.serialization("");
      }
      return node;
    } catch (JacksonException e) {
      throw DynamoDbException.serialization("");
    } catch (IOException e) {
      throw DynamoDbException.internal(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    tables.close();
  }
}
