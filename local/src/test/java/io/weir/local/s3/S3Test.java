package io.weir.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 as AWS's SDK meets it behind the endpoint. */
@Timeout(60)
final class S3Test {

  private static final Instant NOW = Instant.parse("2026-09-19T09:11:52.059Z");

  private final S3 s3 = S3.inMemory(() -> NOW);
  private final Endpoint endpoint = Endpoint.bind(0).serve("s3", s3).start();
  private final S3Client client = client(endpoint.uri());

  @AfterEach
  void close() {
    client.close();
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 65_536, 300_001})
  void whatWasPutIsReadBackByteForByte(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    client.createBucket(bucket -> bucket.bucket("failures"));

    String etag =
        client
            .putObject(
                put -> put.bucket("failures").key("a b/c+d.json").metadata(Map.of("k", "v")),
                RequestBody.fromBytes(content))
            .eTag();

    ResponseBytes<GetObjectResponse> read =
        client.getObjectAsBytes(get -> get.bucket("failures").key("a b/c+d.json"));
    assertThat(read.asByteArray()).isEqualTo(content);
    assertThat(read.response().eTag()).isEqualTo(etag);
    assertThat(read.response().metadata()).containsEntry("k", "v");
    assertThat(read.response().lastModified()).isEqualTo("2026-09-19T09:11:52Z");
    assertThat(client.headObject(head -> head.bucket("failures").key("a b/c+d.json")))
        .satisfies(head -> assertThat(head.contentLength()).isEqualTo(size));
  }

  @Test
  void partOfAnObjectCanBeRead() {
    s3.createBucket("failures");
    s3.put("failures", "k", "0123456789".getBytes(StandardCharsets.UTF_8));

    assertThat(part("bytes=2-4")).isEqualTo("234");
    assertThat(part("bytes=7-")).isEqualTo("789");
    assertThat(part("bytes=-2")).isEqualTo("89");
    assertThat(part("bytes=8-99")).isEqualTo("89");
    assertThatThrownBy(() -> part("bytes=10-11")).hasMessageContaining("not satisfiable");
  }

  @Test
  void keysAreListedInPagesByPrefixAndDelimiter() {
    s3.createBucket("failures");
    for (int n = 0; n < 25; n++) {
      s3.put("failures", "a/%02d/x".formatted(n), new byte[n]);
    }
    s3.put("failures", "b", new byte[1]);

    assertThat(client.listObjectsV2(list -> list.bucket("failures").delimiter("/")))
        .satisfies(
            page -> {
              assertThat(page.commonPrefixes().stream().map(CommonPrefix::prefix))
                  .containsExactly("a/");
              assertThat(page.contents().stream().map(S3Object::key)).containsExactly("b");
            });
    assertThat(
            client
                .listObjectsV2Paginator(
                    list -> list.bucket("failures").prefix("a/").maxKeys(7).delimiter("/x"))
                .commonPrefixes())
        .hasSize(25);
    assertThat(
            client
                .listObjectsV2Paginator(list -> list.bucket("failures").prefix("a/").maxKeys(7))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList())
        .hasSize(25)
        .isSorted();
  }

  @Test
  void whatIsNotThereIsRefusedAsS3RefusesIt() {
    s3.createBucket("failures");

    assertThatThrownBy(() -> client.getObjectAsBytes(get -> get.bucket("failures").key("k")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> client.headObject(head -> head.bucket("failures").key("k")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> client.headBucket(head -> head.bucket("nowhere")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("nowhere")))
        .isInstanceOf(NoSuchBucketException.class);
    assertThatThrownBy(() -> s3.createBucket("../outside")).hasMessageContaining("not valid");
  }

  @Test
  void whatIsNotBuiltIsRefusedRatherThanIgnored() {
    s3.createBucket("failures");

    assertThatThrownBy(
            () -> client.createMultipartUpload(upload -> upload.bucket("failures").key("k")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("The local S3 does not know POST with ?uploads");
    assertThatThrownBy(() -> client.getBucketVersioning(get -> get.bucket("failures")))
        .hasMessageContaining("?versioning");
  }

  @Test
  void aBucketIsDeletedWhenItIsEmpty() {
    s3.createBucket("failures");
    s3.put("failures", "k", new byte[1]);

    assertThatThrownBy(() -> client.deleteBucket(bucket -> bucket.bucket("failures")))
        .hasMessageContaining("not empty");
    client.deleteObject(delete -> delete.bucket("failures").key("k"));
    client.deleteBucket(bucket -> bucket.bucket("failures"));

    assertThat(client.listBuckets().buckets()).isEmpty();
  }

  @Test
  void objectsOutliveTheProcessInADirectory(@TempDir Path directory) {
    S3 first = S3.storedIn(directory, () -> NOW);
    first.createBucket("failures");
    first.put(
        "failures", "kept/" + "long/".repeat(100), "one\ntwo".getBytes(StandardCharsets.UTF_8));
    first.put("failures", "replaced", new byte[1]);
    first.put("failures", "replaced", new byte[2]);

    S3 second = S3.storedIn(directory, () -> NOW);

    try (Endpoint other = Endpoint.bind(0).serve("s3", second).start();
        S3Client reader = client(other.uri())) {
      assertThat(
              reader
                  .getObjectAsBytes(
                      get -> get.bucket("failures").key("kept/" + "long/".repeat(100)))
                  .asUtf8String())
          .isEqualTo("one\ntwo");
      assertThat(reader.listObjectsV2(list -> list.bucket("failures")).contents())
          .extracting(S3Object::size)
          .containsExactly(7L, 2L);
    }
  }

  private String part(String range) {
    return client
        .getObjectAsBytes(get -> get.bucket("failures").key("k").range(range))
        .asUtf8String();
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
