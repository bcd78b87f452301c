package io.weir.chaos.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of S3 in any weather: it tells of its objects page by page, each is there whole. */
final class Bucket implements S3Client {

  static final String NAME = "weir-letters";

  private static final int MOST_ON_A_PAGE = 4;
  private static final int SHARE_OF_ARCHIVED = 8;

  private final World world;
  private final BiConsumer<String, byte[]> put;
  private final Refusals refusals;
  private final Map<String, byte[]> objects = new TreeMap<>();

  /** An empty one; {@code put} is told of each object that comes. */
  Bucket(World world, BiConsumer<String, byte[]> put) {
    this.world = world;
    this.put = put;
    this.refusals = new Refusals(world);
  }

  /** Returns the objects' keys. */
  List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** Lambda, or another writer with permission, writes an object. */
  void hold(String key, byte[] bytes) {
    objects.put(key, bytes);
    put.accept(key, bytes);
  }

  /** An operator removes an object. */
  void remove(String key) {
    objects.remove(key);
  }

  private <T> T call(String what, Supplier<T> action) {
    T answer =
        world.effect(
            what,
            () -> {
              if (world.weather().strikes(Fault.BUCKET_TROUBLE)) {
                RuntimeException refusal =
                    world.random().nextBoolean() ? Errors.service("SlowDown", 503) : refusals.any();
                world.note("the bucket refuses " + what + ": " + refusal);
                throw refusal;
              }
              return action.get();
            });
    if (world.weather().strikes(Fault.BUCKET_TROUBLE)) {
      world.note("the bucket's answer to " + what + " is lost");
      throw Errors.lost();
    }
    return answer;
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return call(
        "the question for objects",
        () -> {
          String after = request.continuationToken() == null ? "" : request.continuationToken();
          List<S3Object> page = new ArrayList<>();
          int most = 1 + world.random().nextInt(MOST_ON_A_PAGE);
          String last = "";
          for (String key : objects.keySet()) {
            if (key.startsWith(request.prefix()) && key.compareTo(after) > 0) {
              if (page.size() == most) {
                return ListObjectsV2Response.builder()
                    .contents(page)
                    .isTruncated(true)
                    .nextContinuationToken(last)
                    .build();
              }
              page.add(S3Object.builder().key(key).build());
              last = key;
            }
          }
          return ListObjectsV2Response.builder().contents(page).isTruncated(false).build();
        });
  }

  @Override
  public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
    return call(
        "the object",
        () -> {
          byte[] bytes = objects.get(request.key());
          if (bytes == null) {
            throw NoSuchKeyException.builder().message("simulated").statusCode(404).build();
          }
          if (!world.weather().isCalm()
              && world.weather().has(Fault.BUCKET_TROUBLE)
              && request.key().hashCode() % SHARE_OF_ARCHIVED == 0) {
            world.weather().struck(Fault.BUCKET_TROUBLE);
            throw InvalidObjectStateException.builder().message("archived").statusCode(403).build();
          }
          return ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), bytes);
        });
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return call(
        "the look at an object",
        () -> {
          if (!objects.containsKey(request.key())) {
            throw NoSuchKeyException.builder().message("simulated").statusCode(404).build();
          }
          return HeadObjectResponse.builder().build();
        });
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    return call(
        "the new object",
        () -> {
          try (InputStream in = body.contentStreamProvider().newStream()) {
            hold(request.key(), in.readAllBytes());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return PutObjectResponse.builder().build();
        });
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
