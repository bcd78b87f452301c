package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** What a call does on the wire, against a server that counts connections and requests. */
@Timeout(60)
class ClientsTest {
  private static final int IN_FLIGHT = 8;
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

  /** What the server does when it has read a request. */
  private enum Then {
    ANSWER,
    ANSWER_AND_CLOSE,
    CLOSE
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final CyclicBarrier together = new CyclicBarrier(IN_FLIGHT);
  private final BlockingQueue<Socket> ended = new LinkedBlockingQueue<>();
  private final SdkHttpClient client = Clients.http();
  private volatile Then then = Then.ANSWER;
  private volatile boolean wait;
  private ServerSocket server = listen();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() {
    threads.execute(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket connection = server.accept();
              connections.incrementAndGet();
              threads.execute(
                  () -> {
                    serve(connection);
                    ended.add(connection);
                  });
            } catch (IOException closed) {
              return;
            }
          }
        });
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    threads.shutdownNow();
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      while (readRequest(in)) {
        requests.incrementAndGet();
        if (wait) {
          together.await();
        }
        if (then != Then.CLOSE) {
          connection.getOutputStream().write(ANSWER);
        }
        if (then != Then.ANSWER) {
          return;
        }
      }
    } catch (IOException | InterruptedException | BrokenBarrierException e) {
      // The test is over: its barrier breaks, and the client sees a connection that has ended.
      together.reset();
    }
  }

  private static boolean readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    return in.readNBytes(BODY.length).length == BODY.length;
  }

  private int call() {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("http")
            .host("127.0.0.1")
            .port(server.getLocalPort())
            .putHeader("Content-Length", Integer.toString(BODY.length))
            .build();
    try {
      HttpExecuteResponse response =
          client
              .prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(request)
                      .contentStreamProvider(() -> AbortableInputStream.create(body()))
                      .build())
              .call();
      response.responseBody().orElseThrow().readAllBytes();
      return response.httpResponse().statusCode();
    } catch (IOException e) {
      throw SdkClientException.create("lost", e);
    }
  }

  private static InputStream body() {
    return new ByteArrayInputStream(BODY);
  }

  private void callAllAtOnce() {
    wait = true;
    CompletableFuture.allOf(
            IntStream.range(0, IN_FLIGHT)
                .mapToObj(i -> CompletableFuture.runAsync(this::call, threads))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  @Test
  void keepsAConnectionForEachCallInFlight() {
    callAllAtOnce();
    callAllAtOnce();

    assertThat(requests).hasValue(2 * IN_FLIGHT);
    assertThat(connections).hasValue(IN_FLIGHT);
  }

  @Test
  void aConnectionThatTheOtherSideHasClosedIsNotUsed() throws InterruptedException {
    then = Then.ANSWER_AND_CLOSE;
    call();
    assertThat(ended.take().isClosed()).isTrue();

    assertThat(call()).isEqualTo(200);
    assertThat(connections).hasValue(2);
  }

  @Test
  void aCallWhoseAnswerIsLostIsNotSentAgain() {
    call();
    then = Then.CLOSE;

    assertThatThrownBy(this::call).isInstanceOf(SdkClientException.class);
    assertThat(requests).hasValue(2);
  }
}
