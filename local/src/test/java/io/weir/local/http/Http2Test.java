package io.weir.local.http;

import static io.weir.local.http.Services.service;
import static io.weir.local.http.Services.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** HTTP/2 without TLS, on the port of HTTP/1.1. */
@Timeout(60)
final class Http2Test {

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final Endpoint endpoint = Endpoint.bind(0);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void theDefaultAsynchronousKinesisClientPutsAndReads() throws IOException {
    try (Kinesis kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
        KinesisAsyncClient client = client(kinesis).build()) {
      client.createStream(it -> it.streamName("s").shardCount(1)).join();
      List<CompletableFuture<PutRecordResponse>> puts =
          IntStream.range(0, 200)
              .mapToObj(
                  n ->
                      client.putRecord(
                          it ->
                              it.streamName("s")
                                  .partitionKey("k")
                                  .data(SdkBytes.fromUtf8String("n" + n))))
              .toList();
      assertThat(puts.stream().map(it -> it.join().sequenceNumber()).distinct()).hasSize(200);

      String iterator =
          client
              .getShardIterator(
                  it ->
                      it.streamName("s")
                          .shardId("shardId-000000000000")
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .join()
              .shardIterator();
      assertThat(client.getRecords(it -> it.shardIterator(iterator)).join().records()).hasSize(200);
    }
  }

  @Test
  void aThousandStreamsAtOnceAreAnswered() throws IOException {
    try (Kinesis kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
        KinesisAsyncClient client =
            client(kinesis)
                .httpClientBuilder(
                    NettyNioAsyncHttpClient.builder()
                        .protocol(Protocol.HTTP2)
                        .maxConcurrency(1_000))
                .build()) {
      List<CompletableFuture<ListStreamsResponse>> lists =
          IntStream.range(0, 1_000).mapToObj(n -> client.listStreams()).toList();

      assertThat(lists).allSatisfy(list -> assertThat(list.join().streamNames()).isEmpty());
    }
  }

  @Test
  void aClientThatStopsInTheMiddleOfAFrameHoldsUpNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    endpoint
        .serve(
            "slow", service(request -> text(request.path().equals("/slow") ? wait(never) : "ok")))
        .start();
    try (Socket half = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        Socket junk = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      OutputStream out = half.getOutputStream();
      out.write(PREFACE.getBytes(US_ASCII));
      out.write(new byte[] {0, 0, 100, 1, 4, 0, 0}); // a frame that ends in its own head
      junk.getOutputStream().write((PREFACE + "this is no frame").getBytes(US_ASCII));

      assertThat(get("/quick")).isEqualTo("ok");
      byte[] rest = new byte[1 << 10];
      int read = junk.getInputStream().read(rest);
      while (read >= 0) {
        read = junk.getInputStream().read(rest); // it is told, and closed
      }
    }
    never.countDown();
  }

  private KinesisAsyncClientBuilder client(Kinesis kinesis) {
    return KinesisAsyncClient.builder()
        .endpointOverride(endpoint.serve("kinesis", kinesis).start().uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  private static String wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "late";
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = endpoint.uri().resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
