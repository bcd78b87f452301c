package io.weir.local.testing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.weir.dynamodb.fault.Faults;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.lambda.inprocess.InProcessFunction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/**
 * A Kinesis stream, Lambda's event source mapping and a function under test, as an extension of
 * JUnit: put records, wait until each has ended somewhere, assert where.
 *
 * <p>In a static field that is annotated with {@code @RegisterExtension} the services are shared by
 * the tests of the class. Each test has a stream, a queue and tables that are new, so tests do not
 * see each other; they must not run at the same time. What a shared handler object remembers is its
 * own affair, and so is what a function in a process of its own remembers while it is warm.
 */
public final class WeirPipeline
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestLifecycle stage;
  private int classes;

  WeirPipeline(Settings settings) {
    this.stage = new TestLifecycle(settings);
  }

  /** Tests one handler object, called by one invocation after the other. */
  public static PipelineBuilder with(RequestHandler<?, ?> handler) {
    return new PipelineBuilder(new Code.OneObject(handler));
  }

  /** Tests a handler that does not name its event type, such as a lambda expression. */
  public static <I> PipelineBuilder with(Class<I> event, RequestHandler<I, ?> handler) {
    return new PipelineBuilder(new Code.OneObject(InProcessFunction.typed(event, handler)));
  }

  /** Tests a handler of streams: bytes in, bytes out. */
  public static PipelineBuilder with(RequestStreamHandler handler) {
    return new PipelineBuilder(new Code.OneObject(handler));
  }

  /**
   * Tests a handler that is created again for each instance, as on Lambda: at each test's first
   * event, for each concurrent invocation, and after a timeout.
   *
   * @param handlers makes a handler whose own clients use the given endpoint
   */
  public static PipelineBuilder withNew(Function<URI, ?> handlers) {
    return new PipelineBuilder(new Code.NewObjects(handlers));
  }

  /**
   * Tests a jar, or a directory that looks like an unpacked zip, in a process of its own under
   * AWS's runtime client: memory, exits and kills are Lambda's too. {@code AWS_ENDPOINT_URL} leads
   * its clients to the services here.
   *
   * @param handler {@code package.Class} or {@code package.Class::method}
   */
  public static PipelineBuilder function(Path jar, String handler) {
    return new PipelineBuilder(new Code.Deployed(name -> FunctionSettings.of(name, jar, handler)));
  }

  /**
   * Tests a command in any language that speaks Lambda's runtime API, such as {@code python3 -m
   * awslambdaric app.handler}. It runs in the current directory; {@code AWS_ENDPOINT_URL} leads its
   * clients to the services here.
   */
  public static PipelineBuilder command(String command) {
    return new PipelineBuilder(
        new Code.Deployed(name -> FunctionSettings.ofCommand(name, command)));
  }

  public PutRecord put(String partitionKey, String data) {
    return put(partitionKey, data.getBytes(StandardCharsets.UTF_8));
  }

  public PutRecord put(String partitionKey, byte[] data) {
    return stage.run().put(partitionKey, List.of(data)).get(0);
  }

  /**
   * Puts records that the mapping sees all at once, so that they share a batch if it is large
   * enough: up to 500, of one shard since they have one key.
   */
  public List<PutRecord> putTogether(String partitionKey, String... data) {
    return stage
        .run()
        .put(
            partitionKey,
            Arrays.stream(data).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Waits until the mapping is past every record, for at most 30 seconds. */
  public void awaitSettled() {
    awaitSettled(PATIENCE);
  }

  /**
   * Waits until the mapping is past every record: processed, or given up.
   *
   * @throws AssertionError after that time, telling all that happened
   */
  public void awaitSettled(Duration patience) {
    stage.run().awaitSettled(patience);
  }

  /** Puts the clock of stream and mapping forward: records grow older at once. */
  public void advance(Duration duration) {
    stage.run().advance(duration);
  }

  /** Returns what was given up. */
  public FailureQueue queue() {
    return stage.run().queue();
  }

  /** Returns what was handed to the function. */
  public Invocations invocations() {
    return new Invocations(stage.run().trace());
  }

  /** Returns a table, which must have been asked for. */
  public Table table(String name) {
    return new Table(stage.services().dynamoDb(), name, stage.run().trace());
  }

  /**
   * Returns what goes wrong with the tables in this test: nothing, until it is wanted. {@code
   * weir.tableFaults().next(2, Fault.throttled().onTable("Orders"))}
   */
  public Faults tableFaults() {
    return stage.services().faults();
  }

  /** Returns what the function logged in this test, line by line. */
  public List<String> functionLog() {
    return stage.run().trace().log();
  }

  /** Returns all that happened in this test, as failure messages tell it. */
  public String describe() {
    return stage.run().trace().describe();
  }

  /** Returns the address of every service here. */
  public URI endpoint() {
    return stage.services().uri();
  }

  /** Returns the address of the queue in SQS, which must have been asked for. */
  public String queueUrl() {
    return stage.services().queueUrl();
  }

  /** Points the builder of an SDK client at the services here, with region and credentials. */
  public <B extends AwsClientBuilder<B, ?>> B client(B builder) {
    return AwsClients.at(endpoint(), builder);
  }

  /** Starts it, or starts it again, where JUnit does not. */
  public WeirPipeline start() {
    stage.begin();
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    classes++;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    begin();
  }

  void begin() {
    if (stage.isInUse()) {
      throw new IllegalStateException(
          "Tests that share a WeirPipeline cannot run at the same time");
    }
    stage.begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stage.end();
    if (classes == 0) {
      stage.close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--classes == 0) {
      stage.close();
    }
  }

  /** Stops everything. */
  @Override
  public void close() {
    stage.close();
  }
}
