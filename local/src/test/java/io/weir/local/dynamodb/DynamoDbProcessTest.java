package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.local.http.Endpoint;
import io.weir.local.http.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The life of DynamoDB Local's process, and what it leaves behind. */
@Timeout(120)
final class DynamoDbProcessTest {
  private static final Map<String, AttributeValue> ITEM =
      Map.of("eventId", AttributeValue.fromS("kept"));

  private final Path directory;

  DynamoDbProcessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void saysInOneLineHowToFetchWhatIsMissing() {
    Path nowhere = directory.resolve("nowhere");

    assertThatThrownBy(() -> DynamoDb.start(nowhere, Optional.empty()))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "DynamoDB Local is not in %s: it is not part of Weir; fetch it with"
                + " `mvn -pl local -am -Dquick package`",
            nowhere);
  }

  @Test
  void showsWhatTheProcessPrintedWhenItDoesNotStart() throws IOException {
    Files.createFile(directory.resolve("DynamoDBLocal-0.jar"));

    assertThatThrownBy(() -> DynamoDb.start(directory, Optional.empty()))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("DynamoDB Local ended with status 1")
        .hasMessageContaining("ClassNotFoundException");
  }

  @Test
  void keepsTablesAndItemsInADirectory() {
    try (DynamoDb dynamoDb = DynamoDb.storedIn(directory);
        Endpoint endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
        DynamoDbClient client = Clients.dynamoDb(endpoint.uri())) {
      Clients.createTable(client, "EventLogs");
      client.putItem(call -> call.tableName("EventLogs").item(ITEM));
      assertThatThrownBy(() -> DynamoDb.storedIn(directory))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("is in use");
    }
    try (DynamoDb dynamoDb = DynamoDb.storedIn(directory);
        Endpoint endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
        DynamoDbClient client = Clients.dynamoDb(endpoint.uri())) {
      assertThat(client.getItem(call -> call.tableName("EventLogs").key(ITEM)).item())
          .isEqualTo(ITEM);
    }
  }

  @Test
  void leavesNoProcessAndNoFileAfterItWasClosed() {
    DynamoDb dynamoDb = DynamoDb.inMemory();
    ProcessHandle process = dynamoDb.process();
    assertThat(process.isAlive()).isTrue();
    assertThat(dynamoDb.workDirectory()).isDirectory();

    dynamoDb.close();

    assertThat(process.isAlive()).isFalse();
    assertThat(dynamoDb.workDirectory()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void leavesNoProcessAndNoFileAfterTheEndOfItsOwner(End end) throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path pid = directory.resolve("pid");
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                pid.toString())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    ProcessHandle process;
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid));
      process = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
      end.of(owner);
      owner.waitFor();
    } finally {
      owner.destroyForcibly().waitFor();
    }

    await().until(() -> !process.isAlive());
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("weir-"));
    }
  }

  /** How a process can end. */
  private enum End {
    BY_ITSELF,
    SIGTERM,
    SIGKILL;

    void of(Process process) throws IOException {
      switch (this) {
        case BY_ITSELF -> process.getOutputStream().close();
        case SIGTERM -> process.destroy();
        case SIGKILL -> process.destroyForcibly();
      }
    }
  }

  /** Starts DynamoDB, says its process, and ends without closing it when its input ends. */
  static final class Owner {
    public static void main(String[] arguments) throws IOException {
      DynamoDb dynamoDb = DynamoDb.inMemory();
      Path pid = Path.of(arguments[0]);
      Path part = Files.writeString(pid.resolveSibling("pid.part"), dynamoDb.process().pid() + "");
      Files.move(part, pid);
      System.in.read();
    }
  }
}
