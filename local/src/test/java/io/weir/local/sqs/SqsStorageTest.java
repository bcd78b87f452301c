package io.weir.local.sqs;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is left of SQS when its process ends. */
@Timeout(120)
final class SqsStorageTest {

  /** ElasticMQ gives up only after 21 seconds; until then it answers nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path directory;

  SqsStorageTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void keepsQueuesAndMessagesInADirectory() {
    String deleted;
    try (SqsStack stack = SqsStack.storedIn(directory)) {
      String queue = stack.create("dlq");
      stack.send(queue, "deleted");
      Message message = stack.receive(queue).get(0);
      stack
          .client()
          .deleteMessage(call -> call.queueUrl(queue).receiptHandle(message.receiptHandle()));
      deleted = message.messageId();
      stack.send(queue, "kept");
      stack
          .client()
          .setQueueAttributes(
              call ->
                  call.queueUrl(queue)
                      .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")));
      assertThatThrownBy(() -> Sqs.storedIn(directory.resolve("other"), 1))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("one JVM can keep the queues of one directory only");
    }
    try (SqsStack stack = SqsStack.storedIn(directory)) {
      String queue = stack.client().getQueueUrl(call -> call.queueName("dlq")).queueUrl();
      assertThat(queue).startsWith(stack.endpoint().uri().toString());
      assertThat(stack.attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("1209600");
      List<Message> messages = stack.receive(queue);
      assertThat(messages).extracting(Message::body).containsExactly("kept");
      assertThat(messages.get(0).messageAttributes()).containsKey("kind");
      assertThat(messages).extracting(Message::messageId).doesNotContain(deleted);
    }
  }

  @Test
  void confirmsNothingThatItCouldNotWriteAndWritesOnAfterwards() throws SQLException {
    try (SqsStack stack = SqsStack.storedIn(directory);
        Connection database = DriverManager.getConnection(url(), "sa", "")) {
      String queue = stack.create("dlq");
      String table = tableOf(database, "dlq");
      execute(database, "alter table " + table + " rename to out_of_the_way");
      assertThatThrownBy(
              () ->
                  stack
                      .client()
                      .sendMessage(
                          call ->
                              call.queueUrl(queue)
                                  .messageBody("not written")
                                  .overrideConfiguration(it -> it.apiCallTimeout(PATIENCE))))
          .isInstanceOf(SdkException.class);
      execute(database, "alter table out_of_the_way rename to " + table);
      stack.send(queue, "kept");
    }
    try (SqsStack stack = SqsStack.storedIn(directory)) {
      String queue = stack.client().getQueueUrl(call -> call.queueName("dlq")).queueUrl();
      assertThat(stack.receive(queue)).extracting(Message::body).containsExactly("kept");
    }
  }

  @Test
  void keepsOneDirectoryApartFromTheNext() {
    try (SqsStack stack = SqsStack.storedIn(directory.resolve("one"))) {
      stack.create("only-in-one");
    }
    try (SqsStack stack = SqsStack.storedIn(directory.resolve("two"))) {
      assertThat(stack.client().listQueues().queueUrls()).isEmpty();
    }
  }

  @Test
  void saysInOneLineThatItCannotReadADirectory() throws IOException {
    Files.writeString(directory.resolve("queues.mv.db"), "not a database");

    assertThatThrownBy(() -> Sqs.storedIn(directory, 1))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot keep queues in " + directory)
        .message()
        .doesNotContain("\n");
  }

  private String url() {
    return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("queues") + ";WRITE_DELAY=0";
  }

  /** ElasticMQ names a queue's table by the queue and a hash. */
  private static String tableOf(Connection database, String queue) throws SQLException {
    try (ResultSet tables =
        database
            .getMetaData()
            .getTables(null, null, "MESSAGE_" + queue.toUpperCase(ROOT) + "_%", null)) {
      assertThat(tables.next()).isTrue();
      return tables.getString("TABLE_NAME");
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
