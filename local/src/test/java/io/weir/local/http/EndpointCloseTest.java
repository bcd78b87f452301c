package io.weir.local.http;

import static io.weir.local.http.Services.echo;
import static io.weir.local.http.Services.service;
import static io.weir.local.http.Services.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the endpoint ends: no client is left waiting for it. */
@Timeout(30)
final class EndpointCloseTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Endpoint endpoint = Endpoint.bind(0);

  @Test
  void closesWithinASecondWhateverIsUnderWay() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    endpoint
        .serve("quick", echo("/quick", "at once"))
        .serve(
            "slow",
            service(
                request -> {
                  entered.countDown();
                  awaitQuietly(never);
                  return text("late");
                }))
        .start();
    CompletableFuture<HttpResponse<String>> pending =
        client.sendAsync(HttpRequest.newBuilder(endpoint.uri()).build(), BodyHandlers.ofString());
    entered.await();

    try (Socket idle = idleConnection()) {
      long start = System.nanoTime();
      endpoint.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(pending).failsWithin(Duration.ofSeconds(1));
      assertThat(isClosed(idle)).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns a connection that has had an answer and waits for the next request.
   *
   * <p>Merely connected would not do: what the server accepts while it stops, it forgets to close.
   */
  private Socket idleConnection() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
    socket.setSoTimeout(5_000); // no interrupt, so no test timeout, ends a read
    socket
        .getOutputStream()
        .write("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("at once GET /quick ")) {
      int read = socket.getInputStream().read();
      assertThat(read).as("end of answer " + answer).isNotNegative();
      answer.append((char) read);
    }
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (SocketException e) {
      return true;
    }
  }
}
