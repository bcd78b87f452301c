package io.weir.local.lambda;

import static io.weir.local.lambda.TestFunctions.act;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** The API as AWS's SDK sees it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LambdaTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:act";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Lambda lambda = new Lambda("123456789012", "us-east-1");
  private final Endpoint endpoint;
  private final LambdaClient client;

  LambdaTest() throws IOException {
    endpoint = new Endpoint(lambda);
    client =
        LambdaClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .build();
  }

  @BeforeAll
  void register(@TempDir Path directory) {
    FunctionSettings act = TestFunctions.settings(directory, "Act");
    register(act.withTimeout(Duration.ofMinutes(1)));
    FunctionSettings other =
        FunctionSettings.of("impatient", act.code().location(), act.code().handler());
    register(other.withTimeout(Duration.ofSeconds(2)));
    register(
        FunctionSettings.of("off", act.code().location(), act.code().handler()).withConcurrency(0));
  }

  private void register(FunctionSettings settings) {
    lambda.register(new Function(settings, log::add));
  }

  @AfterAll
  void close() {
    client.close();
    endpoint.close();
    lambda.close();
  }

  private InvokeResponse handOver(byte[] payload) {
    return client.invoke(
        r ->
            r.functionName("act")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromByteArray(payload)));
  }

  private void awaitLine(String part) {
    await().atMost(PATIENCE).until(() -> log.stream().anyMatch(line -> line.contains(part)));
  }

  private InvokeResponse invoke(String name, byte[] payload) {
    return client.invoke(r -> r.functionName(name).payload(SdkBytes.fromByteArray(payload)));
  }

  @Test
  void aFunctionIsInvokedByNameByArnAndByPartsOfIt() {
    for (String name :
        List.of("act", "act:$LATEST", ARN, ARN + ":$LATEST", "123456789012:function:act")) {
      InvokeResponse response = invoke(name, act("count"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.functionError()).isNull();
      assertThat(response.executedVersion()).isEqualTo("$LATEST");
      assertThat(response.payload().asUtf8String()).contains("\"invocations\":");
    }
  }

  @Test
  void aFunctionErrorIsAStatus200WithAHeader() {
    InvokeResponse response = invoke("act", act("throw"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"java.lang.IllegalStateException\"");
  }

  @Test
  void theTailOfTheLogIsTheLast4Kilobytes() {
    InvokeResponse response =
        client.invoke(
            r ->
                r.functionName("act")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromByteArray(act("print", "x".repeat(5000)))));

    byte[] tail = Base64.getDecoder().decode(response.logResult());
    assertThat(tail).hasSize(4096);
    assertThat(new String(tail, UTF_8))
        .startsWith("xxx")
        .contains("no line end\nEND RequestId: ", "REPORT RequestId: ");
  }

  @Test
  void theCallersContextReachesTheFunction() {
    String context =
        Base64.getEncoder().encodeToString("{\"custom\":{\"k\":\"ü\"}}".getBytes(UTF_8));

    InvokeResponse response =
        client.invoke(
            r ->
                r.functionName("act")
                    .clientContext(context)
                    .payload(SdkBytes.fromByteArray(act("context"))));

    assertThat(response.payload().asUtf8String()).contains("\"custom\":{\"k\":\"ü\"}");
  }

  @Test
  void aDryRunRunsNothing() {
    int before = log.size();

    InvokeResponse response =
        client.invoke(r -> r.functionName("act").invocationType(InvocationType.DRY_RUN));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(log).hasSize(before);
  }

  @Test
  void anEventIsTakenAtOnceAndRunLater() {
    assertThat(handOver(act("print", "later")).statusCode()).isEqualTo(202);
    awaitLine("out later");
  }

  @Test
  void anEventThatFailsIsNamedInTheLog() {
    handOver(act("throw"));

    awaitLine("was not processed: java.lang.Illegal");
  }

  @Test
  void aFunctionThatIsSwitchedOffIsThrottled() {
    assertThatThrownBy(() -> invoke("off", act("count")))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(429);
              assertThat(e.reasonAsString())
                  .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
            });
  }

  @Test
  void makingAFunctionIsRefusedByNameAndForGood() {
    Request create =
        new Request(
            "POST", "/2015-03-31/functions", Map.of(), "{}".getBytes(StandardCharsets.UTF_8));

    Reply reply = new Lambda("123456789012", "us-east-1").handle(create);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .contains("CreateFunction", "--function JAR or --exec COMMAND");
  }

  @Test
  void anUnknownFunctionOrVersionIsNotFound() {
    assertThatThrownBy(() -> invoke("other", act("count")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:us-east-1:123456789012:function:other");
    assertThatThrownBy(() -> client.getFunction(r -> r.functionName("act").qualifier("7")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: " + ARN + ":7");
  }

  @Test
  void whatIsNotJsonIsRefused() {
    assertError(
        () -> invoke("act", "{\"a\":".getBytes(UTF_8)), 400, "InvalidRequestContentException");
    assertError(() -> invoke("act", "1 2".getBytes(UTF_8)), 400, "InvalidRequestContentException");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    byte[] largest = "1".repeat(Invocation.MAX_REQUEST_BYTES + 1).getBytes(UTF_8);

    assertError(() -> invoke("act", largest), 413, "RequestEntityTooLargeException");
  }

  private static void assertError(Runnable call, int status, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  @Test
  void functionsAreListedAndDescribed() {
    assertThat(client.listFunctions().functions())
        .extracting(FunctionConfiguration::functionName)
        .containsExactly("act", "impatient", "off");
    var details = client.getFunction(r -> r.functionName("act"));
    assertThat(details.configuration().handler()).endsWith("functions.Act");
    assertThat(details.configuration().timeout()).isEqualTo(60);
    assertThat(details.configuration().codeSha256()).hasSize(44);
    assertThat(details.concurrency().reservedConcurrentExecutions()).isEqualTo(10);
    assertThat(client.getFunctionConfiguration(r -> r.functionName(ARN)).runtimeAsString())
        .isEqualTo("java" + Runtime.version().feature());
  }

  @Test
  void whatIsNotServedIsRefused() {
    assertError(
        () -> client.deleteFunction(r -> r.functionName("act")), 404, "UnknownOperationException");
  }

  @Test
  void callersDoNotWaitForEachOther() {
    CompletableFuture<InvokeResponse> running =
        CompletableFuture.supplyAsync(() -> invoke("impatient", act("hang")));

    assertThat(invoke("act", act("count")).functionError()).isNull();
    assertThat(running.join().payload().asUtf8String()).contains("Sandbox.Timedout");
  }
}
