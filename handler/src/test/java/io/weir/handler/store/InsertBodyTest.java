package io.weir.handler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;

/** What goes over the wire is what the SDK would have sent. */
class InsertBodyTest {

  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("access", "secret");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void isTheSdksOwnBodyByteForByteUpToTheFirstPlanesEnd() throws IOException {
    long seed = System.nanoTime();
    RandomInserts inserts = new RandomInserts(new Random(seed), 0x10000);
    for (int statements = 1; statements <= 25; statements++) {
      BatchExecuteStatementRequest request = request(inserts, statements);

      List<String> theirs = sent(asTheSdkHasIt(InsertBody.of(request)));

      assertThat(sent(request, new InsertBody())).as("seed " + seed).isEqualTo(theirs).hasSize(1);
    }
  }

  /** Beyond the first plane the SDK writes escapes, of three times the length. */
  @Test
  void meansWhatTheSdksOwnBodyMeans() throws IOException {
    long seed = System.nanoTime();
    RandomInserts inserts = new RandomInserts(new Random(seed), Character.MAX_CODE_POINT);
    for (int statements = 1; statements <= 25; statements++) {
      BatchExecuteStatementRequest request = request(inserts, statements);
      byte[] body = InsertBody.of(request);

      String theirs = sent(asTheSdkHasIt(body)).get(0);

      assertThat(JSON.readTree(body))
          .as("seed " + seed)
          .isEqualTo(JSON.readTree(theirs.substring(theirs.indexOf('{'))));
    }
  }

  @Test
  void leavesToTheSdkWhatIsNoBatchOfInserts() {
    BatchExecuteStatementRequest request =
        BatchExecuteStatementRequest.builder()
            .statements(
                BatchStatementRequest.builder().statement("SELECT * FROM \"EventLogs\"").build())
            .build();

    assertThat(sent(request, new InsertBody())).isEqualTo(sent(request)).hasSize(1);
    assertThatIllegalArgumentException().isThrownBy(() -> InsertBody.of(request));
  }

  /** DynamoDB refuses an empty batch: nothing is stored that was not asked for. */
  @Test
  void aClientWithoutItSendsNoStatementAtAll() {
    BatchExecuteStatementRequest request = request(new RandomInserts(new Random(1), 0x80), 1);

    assertThat(sent(request)).singleElement().asString().endsWith(" {}");
  }

  /** DynamoDB turns a call away whose signature is not that of the body it gets. */
  @Test
  void signsTheBodyThatIsSent() {
    Recorder recorder = new Recorder();
    try (DynamoDbClient client =
        client(recorder)
            .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
            .overrideConfiguration(c -> c.addExecutionInterceptor(new InsertBody()))
            .build()) {
      client.batchExecuteStatement(request(new RandomInserts(new Random(1), 0x80), 1));
    }

    HttpExecuteRequest call = Objects.requireNonNull(recorder.last);
    SdkHttpRequest sent = call.httpRequest();
    SignRequest<AwsCredentialsIdentity> anew =
        SignRequest.builder((AwsCredentialsIdentity) CREDENTIALS)
            .request(sent.copy(it -> it.removeHeader("Authorization").removeHeader("X-Amz-Date")))
            .payload(call.contentStreamProvider().orElseThrow())
            .putProperty(AwsV4HttpSigner.REGION_NAME, Region.US_EAST_1.id())
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
            .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, at(header(sent, "X-Amz-Date")))
            .build();
    assertThat(header(sent, "Authorization"))
        .isEqualTo(header(AwsV4HttpSigner.create().sign(anew).request(), "Authorization"));
  }

  private static String header(SdkHttpRequest request, String name) {
    return request.firstMatchingHeader(name).orElseThrow();
  }

  private static Clock at(String amzDate) {
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    return Clock.fixed(form.parse(amzDate, Instant::from), ZoneOffset.UTC);
  }

  private static BatchExecuteStatementRequest request(RandomInserts inserts, int count) {
    List<Insert> batch = Stream.generate(inserts::next).limit(count).toList();
    return InsertBody.request(InsertBody.write(batch), Duration.ofMinutes(1));
  }

  private static List<String> sent(
      BatchExecuteStatementRequest request, ExecutionInterceptor... interceptors) {
    Recorder recorder = new Recorder();
    try (DynamoDbClient client =
        client(recorder)
            .overrideConfiguration(c -> List.of(interceptors).forEach(c::addExecutionInterceptor))
            .build()) {
      client.batchExecuteStatement(request);
    }
    return recorder.requests;
  }

  private static DynamoDbClientBuilder client(SdkHttpClient transport) {
    return DynamoDbClient.builder()
        .httpClient(transport)
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create());
  }

  /** Reads a body and makes the request of it for which the SDK would write it. */
  private static BatchExecuteStatementRequest asTheSdkHasIt(byte[] body) throws IOException {
    List<BatchStatementRequest> statements = new ArrayList<>();
    for (JsonNode statement : JSON.readTree(body).path("Statements")) {
      List<AttributeValue> parameters = new ArrayList<>();
      statement.path("Parameters").forEach(it -> parameters.add(value(it)));
      statements.add(
          BatchStatementRequest.builder()
              .statement(statement.path("Statement").textValue())
              .parameters(parameters)
              .build());
    }
    return BatchExecuteStatementRequest.builder().statements(statements).build();
  }

  private static AttributeValue value(JsonNode json) {
    Map.Entry<String, JsonNode> only = json.properties().iterator().next();
    JsonNode inner = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(inner.textValue());
      case "N" -> AttributeValue.fromN(inner.textValue());
      case "BOOL" -> AttributeValue.fromBool(inner.booleanValue());
      case "NULL" -> AttributeValue.fromNul(inner.booleanValue());
      case "L" -> {
        List<AttributeValue> elements = new ArrayList<>();
        inner.forEach(element -> elements.add(value(element)));
        yield AttributeValue.fromL(elements);
      }
      case "M" -> {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        inner.properties().forEach(it -> members.put(it.getKey(), value(it.getValue())));
        yield AttributeValue.fromM(members);
      }
      default -> throw new AssertionError(json);
    };
  }

  /** Notes the length that is announced, the type and the body of each request. */
  private static final class Recorder implements SdkHttpClient {
    private final List<String> requests = new ArrayList<>();
    private @Nullable HttpExecuteRequest last;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      last = request;
      try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
        requests.add(
            request.httpRequest().matchingHeaders("Content-Length")
                + " "
                + request.httpRequest().matchingHeaders("Content-Type")
                + " "
                + new String(body.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          byte[] answer = "{\"Responses\":[]}".getBytes(StandardCharsets.UTF_8);
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
              .build();
        }

        @Override
        public void abort() {
          // The answer is there at once.
        }
      };
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
