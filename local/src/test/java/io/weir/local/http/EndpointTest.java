package io.weir.local.http;

import static io.weir.local.http.Services.echo;
import static io.weir.local.http.Services.service;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client of the endpoint meets, whichever service answers. */
@Timeout(30)
final class EndpointTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Endpoint endpoint = Endpoint.bind(0);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void asksServicesInTheOrderInWhichTheyWereAdded() throws Exception {
    endpoint.serve("a", echo("/a", "first")).serve("b", echo("/", "second")).start();

    assertThat(post("/a/x?y=%20z", "body").body()).isEqualTo("first POST /a/x?y=%20z body");
    assertThat(post("/b", "body").body()).isEqualTo("second POST /b body");
  }

  @Test
  void givesEveryReplyARequestId() throws Exception {
    endpoint.serve("a", echo("/a", "first")).start();

    assertThat(post("/a", "").headers().firstValue("x-amzn-requestid")).isPresent();
    assertThat(post("/nobody", "").headers().firstValue("x-amzn-requestid")).isPresent();
  }

  @Test
  void readsABodySentInChunks() throws Exception {
    endpoint.serve("a", echo("/", "it is")).start();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri().resolve("/c"))
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream("x".repeat(100_000).getBytes(UTF_8))))
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).body()).endsWith("x".repeat(100_000));
  }

  @Test
  void answersHeadWithALengthAndNoBody() throws Exception {
    endpoint.serve("a", echo("/", "it is")).start();
    HttpRequest head =
        HttpRequest.newBuilder(endpoint.uri().resolve("/h"))
            .method("HEAD", BodyPublishers.noBody())
            .build();

    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("content-length")).hasValue("14");
  }

  @Test
  void saysWhatItServes() throws Exception {
    endpoint.serve("dynamodb", echo("/none", "")).serve("sqs", echo("/none", "")).start();

    assertThat(get("/").body())
        .isEqualTo("{\"status\":\"ok\",\"services\":[\"dynamodb\",\"sqs\"]}");
    assertThat(get("/_weir/health").statusCode()).isEqualTo(200);
  }

  @Test
  void leavesTheRootToAServiceThatWantsIt() throws Exception {
    endpoint.serve("s3", echo("/", "buckets")).start();

    assertThat(get("/").body()).startsWith("buckets");
  }

  @Test
  void namesARequestThatNobodyServes() throws Exception {
    endpoint.serve("sqs", echo("/none", "")).start();

    HttpResponse<String> response = post("/x", "secret", "X-Amz-Target", "Foo.Bar");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .contains("\"__type\":\"UnknownOperationException\"")
        .contains("Nothing here serves POST /x with X-Amz-Target Foo.Bar; served: [sqs]")
        .doesNotContain("secret");
  }

  @Test
  void refusesAnUnknownActionOfTheQueryProtocolInXmlAndForGood() throws Exception {
    endpoint.serve("sqs", echo("/none", "")).start();

    HttpResponse<String> response =
        post(
            "/",
            "Action=ListRoles&Version=2010-05-08",
            "Content-Type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/iam/aws4_request, X=1");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("content-type")).hasValue("text/xml");
    assertThat(response.body())
        .startsWith("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>")
        .contains("Nothing here serves POST / with Action ListRoles of iam; served: [sqs]");
  }

  @Test
  void turnsABugIntoAStatus500ThatCanBeFoundInTheLog() throws Exception {
    endpoint
        .serve(
            "broken",
            service(
                request -> {
                  throw new IllegalStateException("planted");
                }))
        .start();

    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Logger log = capture(logged);
    HttpResponse<String> response = post("/x", "");
    log.setUseParentHandlers(true);

    String requestId = response.headers().firstValue("x-amzn-requestid").orElseThrow();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("planted").contains(requestId);
    assertThat(logged).singleElement().matches(entry -> entry.getMessage().contains(requestId));
  }

  @Test
  void refusesABodyBeyondItsBound() throws Exception {
    endpoint.serve("a", echo("/", "")).start();
    byte[] large = new byte[WholeRequests.MAX_BODY + 1];
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri()).POST(BodyPublishers.ofByteArray(large)).build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
  }

  @Test
  void keepsAnEarlyRequestUntilItStarts() {
    CompletableFuture<HttpResponse<String>> early =
        client.sendAsync(HttpRequest.newBuilder(endpoint.uri()).build(), BodyHandlers.ofString());

    endpoint.start();

    assertThat(early).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void saysInOneLineThatItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> Endpoint.bind(taken.getLocalPort()))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "port %d is taken: stop what listens there or choose another with --port",
              taken.getLocalPort());
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = endpoint.uri().resolve(path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.uri().resolve(path)).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Takes the endpoint's log to itself; the caller gives it back. */
  private static Logger capture(List<LogRecord> logged) {
    Logger log = Logger.getLogger(Endpoint.class.getName());
    log.setUseParentHandlers(false);
    log.setFilter(logged::add);
    return log;
  }
}
