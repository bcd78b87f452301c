package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What goes over the wire is what the SDK would have sent. */
class InsertBodyTest {

  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("access", "secret");

  private static final String TEXT = "INSERT INTO \"EventLogs\" VALUE {'eventId': ?}";

  @Test
  void isTheSdksOwnBodyByteForByte() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      List<BatchStatementRequest> statements = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(25); i++) {
        statements.add(statement(List.of(value(random, 0), value(random, 0))));
      }
      assertSameRequest(
          "seed " + seed, BatchExecuteStatementRequest.builder().statements(statements).build());
    }
  }

  @Test
  void leavesToTheSdkWhatAnInsertDoesNotNeed() {
    BatchStatementRequest plain = statement(List.of(AttributeValue.fromS("x")));
    assertSameRequest(
        "the request's own option",
        BatchExecuteStatementRequest.builder()
            .statements(plain)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build());
    assertSameRequest(
        "the statement's own option",
        BatchExecuteStatementRequest.builder()
            .statements(plain.toBuilder().consistentRead(true).build())
            .build());
  }

  @Test
  void sendsNothingRatherThanAValueThatItCannotWrite() {
    Recorder sent = new Recorder();
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("x"));
    try (DynamoDbClient client =
        client(sent)
            .overrideConfiguration(c -> c.addExecutionInterceptor(new InsertBody()))
            .build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> client.batchExecuteStatement(c -> c.statements(statement(List.of(bytes)))));
    }
    assertThat(sent.requests).isEmpty();
  }

  /** DynamoDB turns a call away whose signature is not that of the body it gets. */
  @Test
  void signsTheBodyThatIsSent() {
    Recorder recorder = new Recorder();
    BatchStatementRequest statement = statement(List.of(AttributeValue.fromS("\u00e9")));
    try (DynamoDbClient client =
        client(recorder)
            .credentialsProvider(StaticCredentialsProvider.create(CREDENTIALS))
            .overrideConfiguration(c -> c.addExecutionInterceptor(new InsertBody()))
            .build()) {
      client.batchExecuteStatement(it -> it.statements(statement));
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

  private static void assertSameRequest(String which, BatchExecuteStatementRequest request) {
    Recorder theirs = new Recorder();
    Recorder ours = new Recorder();
    try (DynamoDbClient plain = client(theirs).build();
        DynamoDbClient written =
            client(ours)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new InsertBody()))
                .build()) {
      plain.batchExecuteStatement(request);
      written.batchExecuteStatement(request);
    }
    assertThat(ours.requests).as(which).isEqualTo(theirs.requests).hasSize(1);
  }

  private static DynamoDbClientBuilder client(SdkHttpClient transport) {
    return DynamoDbClient.builder()
        .httpClient(transport)
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create());
  }

  private static BatchStatementRequest statement(List<AttributeValue> parameters) {
    return BatchStatementRequest.builder().statement(TEXT).parameters(parameters).build();
  }

  private static AttributeValue value(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 6 : 4)) {
      case 0 -> AttributeValue.fromS(text(random));
      case 1 -> AttributeValue.fromN(Integer.toString(random.nextInt()));
      case 2 -> AttributeValue.fromBool(random.nextBoolean());
      case 3 -> AttributeValue.fromNul(true);
      case 4 -> {
        List<AttributeValue> elements = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
          elements.add(value(random, depth + 1));
        }
        yield AttributeValue.fromL(elements);
      }
      default -> {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
          members.put(text(random), value(random, depth + 1));
        }
        yield AttributeValue.fromM(members);
      }
    };
  }

  /** Whatever a JSON string may hold, and much that must be escaped in one. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(12); i++) {
      int bound = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT;
      int point = random.nextInt(bound);
      text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? '"' : point);
    }
    return text.toString();
  }

  /** Notes the length that is announced, the type and the body of each request. */
  private static final class Recorder implements SdkHttpClient {
    private final SdkHttpClient store = new RehearsalStore();
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
      return store.prepareRequest(request);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
