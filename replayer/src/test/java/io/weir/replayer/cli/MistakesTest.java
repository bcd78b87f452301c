package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.dynamodb.DynamoDb;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** What is mistyped, or lies elsewhere, is one line that says so, and never a stack trace. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {

  private final DynamoDb dynamoDb = DynamoDb.inMemory();
  private final LocalServices services = new LocalServices(dynamoDb);
  private final Shell shell = new Shell(services);

  @TempDir private Path temp;

  @BeforeAll
  void aLetter() {
    services.createStream("EventStream");
    shell.send(services.createQueue("dlq"), "no letter at all");
  }

  @AfterAll
  void close() {
    services.close();
    dynamoDb.close();
  }

  private static void isOneLine(Shell.Result result, int exit, String... says) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).contains(says).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void anEndpointThatIsNoAddress() {
    for (String endpoint : new String[] {"notaurl", "ftp://localhost", "http:nothing"}) {
      isOneLine(
          Shell.plain("inspect", "--queue", "dlq", "--endpoint-url", endpoint),
          Exit.USAGE,
          "--endpoint-url must be as http://",
          endpoint);
    }
  }

  @Test
  void aTableThatIsNotOfEvents() {
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("orderId").keyType(KeyType.HASH).build();
    AttributeDefinition text =
        AttributeDefinition.builder().attributeName("orderId").attributeType("S").build();
    services
        .clients()
        .dynamoDb()
        .createTable(
            it ->
                it.tableName("Orders")
                    .billingMode("PAY_PER_REQUEST")
                    .keySchema(List.of(key))
                    .attributeDefinitions(List.of(text)));
    for (String command : new String[] {"inspect", "plan", "redrive"}) {
      Shell.Result result =
          shell.run(command, "--queue", "dlq", "--stream", "EventStream", "--table", "Orders");
      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.USAGE);
      assertThat(result.err()).contains("Orders is not in Weir's form");
    }
  }

  /** Payloads expire meanwhile, and no copy of them needs the table. */
  @Test
  void aTableThatIsGoneIsNoReasonNotToRescue() {
    Shell.Result result =
        shell.run(
            "rescue",
            "--queue",
            "dlq",
            "--stream",
            "EventStream",
            "--table",
            "Gone",
            "--to",
            temp.resolve("vault").toString());

    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.OK);
    assertThat(result.out()).contains("1 messages: ");
  }

  @Test
  void aTableOfAnotherFunction() {
    isOneLine(
        shell.run("inspect", "--queue", "dlq", "--table", "EventLogs", "--no-decoder"),
        Exit.USAGE,
        "--table or --no-decoder");
  }

  @Test
  void aNumberOfFailuresThatIsNone() {
    for (String number : new String[] {"0", "-1", "some", ""}) {
      isOneLine(
          shell.run("redrive", "--queue", "dlq", "--stop-after", number),
          Exit.USAGE,
          "--stop-after must be a number from 1, or never");
    }
  }

  @Test
  void aQueueThatIsNoAddress() {
    for (String queue : new String[] {"http://bad url/", "http://", "x://y/z", "http://host/"}) {
      isOneLine(shell.run("inspect", "--queue", queue), Exit.USAGE, "--queue", "no URL of a queue");
      isOneLine(shell.run("history", "--queue", queue), Exit.USAGE, "--queue", "no URL of a queue");
    }
  }

  @Test
  void aJournalsTableThatIsNotThere() {
    String[] journal = {"--queue", "dlq", "--journal", "dynamodb:nope"};
    isOneLine(
        shell.run("history", journal[0], journal[1], journal[2], journal[3]),
        Exit.NO_ACCESS,
        "nope");
    isOneLine(
        shell.run(
            "discard",
            "--all",
            "--reason",
            "r",
            "--yes",
            "--stream",
            "EventStream",
            journal[0],
            journal[1],
            journal[2],
            journal[3]),
        Exit.NO_ACCESS,
        "nope");
  }

  @Test
  void anExportThatIsNotThere() {
    String missing = temp.resolve("missing").toString();
    isOneLine(
        shell.run("import", missing, "--to", temp.toString()),
        Exit.USAGE,
        "there is no such file or directory");
  }

  @Test
  void aFileInADirectorysPlace() throws IOException {
    String file = Files.writeString(temp.resolve("file"), "mine").toString();
    String[] pipeline = {"--queue", "dlq", "--stream", "EventStream"};
    isOneLine(
        shell.run("rescue", "--to", file, pipeline[0], pipeline[1], pipeline[2], pipeline[3]),
        Exit.NO_ACCESS,
        "not a directory");
    isOneLine(
        shell.run("export", file + "/x", pipeline[0], pipeline[1], pipeline[2], pipeline[3]),
        Exit.FAILED,
        "could not be written: not a directory");
    isOneLine(
        shell.run("history", "--queue", "dlq", "--journal", temp.toString()),
        Exit.USAGE,
        "is no regular file");
  }
}
