package io.weir.local.testing;

import io.weir.dynamodb.fault.Faults;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.local.http.Endpoint;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.sqs.Sqs;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the tests of a class share: the endpoint, and the services that take long to start. */
final class Services implements AutoCloseable {

  private static final String QUEUE = "dead-letters";
  private static final String NO_TABLE =
      "There is no DynamoDB here: ask for it with withTable(...)";

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Endpoint endpoint = Endpoint.bind(0);
  private final CurrentKinesis kinesis = new CurrentKinesis();
  private final List<CreateTableRequest> tables;
  private @Nullable DynamoDb tableService;
  private @Nullable DynamoDbClient dynamoDb;
  private @Nullable SqsClient sqs;
  private String queueUrl = "";

  private Services(Settings settings) {
    tables = settings.services().tables();
    started.push(endpoint);
  }

  static Services start(Settings settings) {
    Services services = new Services(settings);
    try {
      services.startAll(settings);
      return services;
    } catch (RuntimeException e) {
      services.close();
      throw e;
    }
  }

  private void startAll(Settings settings) {
    endpoint.serve("kinesis", kinesis);
    if (settings.services().sqs()) {
      Sqs service = opened(Sqs.inMemory(endpoint.port()));
      endpoint.serve("sqs", service);
    }
    if (!tables.isEmpty()) {
      DynamoDb service = opened(DynamoDb.inMemory());
      endpoint.serve("dynamodb", service);
      tableService = service;
    }
    endpoint.start();
    if (settings.services().sqs()) {
      SqsClient client = opened(AwsClients.at(uri(), SqsClient.builder()).build());
      queueUrl = client.createQueue(it -> it.queueName(QUEUE)).queueUrl();
      sqs = client;
    }
    if (!tables.isEmpty()) {
      dynamoDb = opened(AwsClients.at(uri(), DynamoDbClient.builder()).build());
    }
  }

  URI uri() {
    return endpoint.uri();
  }

  String queueUrl() {
    if (queueUrl.isEmpty()) {
      throw new IllegalStateException("There is no SQS here: ask for it with withSqs()");
    }
    return queueUrl;
  }

  DynamoDbClient dynamoDb() {
    if (dynamoDb == null) {
      throw new IllegalStateException(NO_TABLE);
    }
    return dynamoDb;
  }

  Faults faults() {
    if (tableService == null) {
      throw new IllegalStateException(NO_TABLE);
    }
    return tableService.faults();
  }

  /** Sends a pointer to the queue in SQS, if there is one, and waits for the confirmation. */
  void send(String pointer) {
    if (sqs != null) {
      sqs.sendMessage(it -> it.queueUrl(queueUrl).messageBody(pointer));
    }
  }

  /** Makes everything as new for a test. */
  void reset(Kinesis fresh) {
    kinesis.current = fresh;
    if (sqs != null) {
      sqs.purgeQueue(it -> it.queueUrl(queueUrl));
    }
    if (dynamoDb != null) {
      faults().clear();
      for (String table : dynamoDb.listTables().tableNames()) {
        dynamoDb.deleteTable(it -> it.tableName(table));
      }
      tables.forEach(dynamoDb::createTable);
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    started.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable next = started.pop();
      try {
        next.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException("stopping " + next.getClass().getSimpleName(), e);
      }
    }
  }

  /** The Kinesis of the test that runs now. */
  private static final class CurrentKinesis implements Service {

    private volatile @Nullable Kinesis current;

    @Override
    public boolean serves(Request request) {
      Kinesis kinesis = current;
      return kinesis != null && kinesis.serves(request);
    }

    @Override
    public Reply handle(Request request) {
      Kinesis kinesis = current;
      if (kinesis == null) {
        throw new IllegalStateException("no test is running");
      }
      return kinesis.handle(request);
    }
  }
}
