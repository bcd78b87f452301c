package io.weir.local.sqs;

import io.weir.local.http.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Props;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import scala.collection.immutable.List$;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPool$;

/** The database in a directory that keeps queues and messages. */
final class MessageStore implements AutoCloseable {
  private static final String DRIVER = "org.h2.Driver";
  private static final String USER = "sa";
  private static final String PASSWORD = "";

  /** ElasticMQ reaches its database through one pool of the whole JVM. */
  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private final SqlQueuePersistenceConfig config;

  private MessageStore(SqlQueuePersistenceConfig config) {
    this.config = config;
  }

  static MessageStore open(Path directory) {
    if (directory.toString().contains(";")) {
      throw new StartException("a directory for SQS may not have a semicolon: " + directory);
    }
    if (!OPEN.compareAndSet(false, true)) {
      throw new StartException("one JVM can keep the queues of one directory only: " + directory);
    }
    try {
      return new MessageStore(connect(directory));
    } catch (IOException | SQLException | RuntimeException e) {
      OPEN.set(false);
      throw new StartException(
          "cannot keep queues in "
              + directory
              + ": "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("?"),
          e);
    }
  }

  /** Returns the actor that writes each change before its client is answered. */
  Props writer() {
    return Props.create(SqlQueuePersistenceActor.class, config, List$.MODULE$.empty());
  }

  @Override
  public void close() {
    ConnectionPool.closeAll();
    OPEN.set(false);
  }

  private static SqlQueuePersistenceConfig connect(Path directory)
      throws IOException, SQLException {
    Files.createDirectories(directory);
    // Without a delay: what was answered is written, also when this JVM is killed.
    String url = "jdbc:h2:file:" + directory.toAbsolutePath().resolve("queues") + ";WRITE_DELAY=0";
    try (Connection probe = DriverManager.getConnection(url, USER, PASSWORD)) {
      probe.isValid(1);
    }
    SqlQueuePersistenceConfig config =
        new SqlQueuePersistenceConfig(true, DRIVER, url, USER, PASSWORD, false);
    // It sets its pool up once in a JVM's life, for whichever database was first.
    new DB(config);
    ConnectionPool$ pools = ConnectionPool$.MODULE$;
    pools.singleton(
        url,
        USER,
        PASSWORD,
        pools.singleton$default$4(),
        pools.singleton$default$5(url, USER, PASSWORD, pools.singleton$default$4()));
    return config;
  }
}
