package io.weir.bench.redrive;

import io.weir.bench.growth.FilledStream;
import io.weir.bench.measure.Jars;
import io.weir.bench.whole.Environment;
import io.weir.bench.whole.Store;
import io.weir.local.http.Endpoint;
import io.weir.local.http.Forwarder;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.lambda.Function;
import io.weir.local.lambda.FunctionSettings;
import io.weir.local.lambda.Lambda;
import io.weir.local.sqs.Sqs;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * All that a redrive needs, behind one endpoint that counts: the local Kinesis and Lambda, the
 * function's real jar, and stand-ins of the store and the queue. What the function itself calls is
 * not counted.
 */
final class Pipeline implements AutoCloseable {
  private static final String DYNAMODB = "DynamoDB_20120810.";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Front.Counts counts = new Front.Counts();
  private final Endpoint endpoint;
  private final Store store;
  private final FilledStream stream;

  private Pipeline(int shards, int records) throws IOException {
    endpoint = opened(Endpoint.bind(0));
    store = opened(Store.start());
    stream = opened(FilledStream.of(shards, records, InstantSource.system()));
    Lambda lambda = opened(new Lambda(Sqs.ACCOUNT, Sqs.REGION));
    lambda.register(new Function(function(), line -> {}));
    endpoint
        .serve("kinesis", new Front(stream.kinesis(), counts))
        .serve("sqs", new Front(new StandInSqs(endpoint.uri().toString()), counts))
        .serve("lambda", new Front(lambda, counts))
        .serve("dynamodb", new Front(new Table(new Forwarder(store.address())), counts))
        .start();
  }

  /** Starts one whose stream has this many records. */
  static Pipeline start(int shards, int records) throws IOException {
    return new Pipeline(shards, records);
  }

  private FunctionSettings function() {
    return FunctionSettings.of(Letters.FUNCTION, Jars.handler(), "io.weir.handler.StreamHandler")
        .withEnvironment(
            Map.of(
                "AWS_ENDPOINT_URL",
                store.address().toString(),
                "TABLE_NAME",
                Environment.TABLE,
                "POWERTOOLS_SERVICE_NAME",
                "bench",
                "POWERTOOLS_METRICS_NAMESPACE",
                "Weir"))
        .in(Sqs.ACCOUNT, Sqs.REGION);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  URI uri() {
    return endpoint.uri();
  }

  Front.Counts counts() {
    return counts;
  }

  Store store() {
    return store;
  }

  FilledStream stream() {
    return stream;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a service would not stop", e);
      }
    }
  }

  /** The stand-in store as a service of the endpoint. */
  private record Table(Forwarder standIn) implements Service {
    @Override
    public boolean serves(Request request) {
      return request.header("X-Amz-Target").orElse("").startsWith(DYNAMODB);
    }

    @Override
    public Reply handle(Request request) {
      return standIn.forward(request);
    }
  }
}
