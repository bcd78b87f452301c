package io.weir.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables in a directory, and the end of the process that has them open. */
@Timeout(1800)
class FileStorageTest {

  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final int KILLED = 128 + 9;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TABLE =
      """
      {"TableName":"Things","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},
                               {"AttributeName":"kind","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
       "GlobalSecondaryIndexes":[{"IndexName":"byKind",
         "KeySchema":[{"AttributeName":"kind","KeyType":"HASH"}],
         "Projection":{"ProjectionType":"ALL"}}],
       "Tags":[{"Key":"team","Value":"a"}]}
      """;

  @TempDir private Path directory;

  private static DynamoDb open(Path directory) {
    return DynamoDb.storedIn(directory, Settings.of(InstantSource.system(), new Random(1)));
  }

  private static JsonNode call(DynamoDb engine, String operation, String body) {
    try {
      Answer answer = engine.call(operation, JSON.readTree(body));
      assertThat(answer.succeeded()).as(answer.body().toString()).isTrue();
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void put(DynamoDb engine, String id) {
    call(
        engine,
        "PutItem",
        "{\"TableName\":\"Things\",\"Item\":{\"id\":{\"S\":\"%s\"},\"kind\":{\"S\":\"k\"}}}"
            .formatted(id));
  }

  private static int count(DynamoDb engine) {
    return call(engine, "Scan", "{\"TableName\":\"Things\",\"Select\":\"COUNT\"}")
        .path("Count")
        .asInt();
  }

  @Test
  void tablesIndexesTagsAndItemsAreThereAgain() {
    JsonNode before;
    try (DynamoDb engine = open(directory)) {
      call(engine, "CreateTable", TABLE);
      put(engine, "1");
      put(engine, "2");
      call(engine, "DeleteItem", "{\"TableName\":\"Things\",\"Key\":{\"id\":{\"S\":\"2\"}}}");
      before = call(engine, "DescribeTable", "{\"TableName\":\"Things\"}");
    }

    try (DynamoDb engine = open(directory)) {
      assertThat(call(engine, "DescribeTable", "{\"TableName\":\"Things\"}")).isEqualTo(before);
      assertThat(count(engine)).isEqualTo(1);
      assertThat(
              call(
                      engine,
                      "Query",
                      "{\"TableName\":\"Things\",\"IndexName\":\"byKind\","
                          + "\"KeyConditionExpression\":\"kind = :k\","
                          + "\"ExpressionAttributeValues\":{\":k\":{\"S\":\"k\"}}}")
                  .path("Items"))
          .hasSize(1);
    }
  }

  @Test
  void aTableThatWasDroppedIsGone() {
    try (DynamoDb engine = open(directory)) {
      call(engine, "CreateTable", TABLE);
      put(engine, "1");
      call(engine, "DeleteTable", "{\"TableName\":\"Things\"}");
    }

    try (DynamoDb engine = open(directory)) {
      assertThat(call(engine, "ListTables", "{}").path("TableNames")).isEmpty();
      call(engine, "CreateTable", TABLE);
      assertThat(count(engine)).isZero();
    }
  }

  @Test
  void aSecondEngineOverOneDirectoryIsRefused() {
    try (DynamoDb engine = open(directory)) {
      call(engine, "CreateTable", TABLE);

      assertThatThrownBy(() -> open(directory))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("another process has the tables");
    }
  }

  @Test
  void aDamagedFileIsRefusedAndLeftAsItIs() throws IOException {
    byte[] damaged = "no file of tables".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(directory.resolve("tables.mv"), damaged);

    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is damaged");
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  @Test
  void onlyTheOwnerReadsTheFile() throws IOException {
    open(directory).close();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("tables.mv"))))
        .isEqualTo("rw-------");
  }

  /** {@code -Dkills=200} for a longer run. */
  @Test
  void whatWasConfirmedIsThereAfterEachKill() throws Exception {
    Random random = new Random(20261130);
    int confirmed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = writer(confirmed);
      confirmed = killAfter(writer, confirmed, 20 + random.nextInt(400));
      try (DynamoDb engine = open(directory)) {
        assertThat(count(engine)).as("after kill %s", kill).isGreaterThanOrEqualTo(confirmed);
        confirmed = count(engine);
      }
    }
    assertThat(confirmed).isPositive();
  }

  private Process writer(int from) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            directory.toString(),
            Integer.toString(from))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Lets it confirm so many writes more, kills it, and returns how many it had confirmed then. */
  private static int killAfter(Process writer, int from, int more) throws Exception {
    int confirmed = from;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        confirmed = Integer.parseInt(line);
        if (confirmed >= from + more) {
          writer.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(writer.waitFor()).as("ended by the kill").isEqualTo(KILLED);
    return confirmed;
  }

  /** Puts one item after the other, and prints how many are confirmed. */
  static final class Writer {

    private Writer() {}

    /** Takes the directory, and how many items are there. */
    public static void main(String[] arguments) {
      PrintStream confirmed =
          new PrintStream(
              new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
      try (DynamoDb engine = open(Path.of(arguments[0]))) {
        int next = Integer.parseInt(arguments[1]);
        if (next == 0) {
          call(engine, "CreateTable", TABLE);
        }
        while (true) {
          put(engine, Integer.toString(next++));
          confirmed.println(next);
        }
      }
    }
  }
}
