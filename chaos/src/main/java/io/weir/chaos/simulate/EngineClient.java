package io.weir.chaos.simulate;

import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The SDK's own client over an engine in the process: requests, answers and errors are what they
 * are on the wire, and each call ends in the thread that made it.
 */
final class EngineClient implements SdkHttpClient {

  private final DynamoDb engine;

  private EngineClient(DynamoDb engine) {
    this.engine = engine;
  }

  /** Returns a client that tries each call once. */
  static DynamoDbClient of(DynamoDb engine) {
    return DynamoDbClient.builder()
        .httpClient(new EngineClient(engine))
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://engine.invalid"))
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(it -> it.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {
        // A call is done at once.
      }
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    Optional<String> target = request.httpRequest().firstMatchingHeader("X-Amz-Target");
    byte[] body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
    Answer answer = engine.handle(target.orElseThrow(), body);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(answer.status()).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.bytes())))
        .build();
  }

  @Override
  public void close() {
    // The engine is closed by who started it.
  }
}
