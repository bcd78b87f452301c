package io.weir.local.s3;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.local.s3.Bucket.StoredObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3, as far as on-failure objects need it: buckets, and whole objects that are put, read, listed
 * and deleted. It refuses multipart uploads, versions, and everything else.
 *
 * <p><b>When this JVM dies:</b> with a directory, an object whose client was answered is there
 * after a restart.
 */
public final class S3 implements Service {

  /** What is kept of a request and given back as it came. */
  private static final Set<String> KEPT =
      Set.of("content-type", "cache-control", "content-disposition", "content-language", "expires");

  /** Parameters that do not change what is asked for. */
  private static final Set<String> HARMLESS =
      Set.of(
          "x-id",
          "encoding-type",
          "list-type",
          "prefix",
          "delimiter",
          "max-keys",
          "marker",
          "continuation-token",
          "start-after",
          "fetch-owner",
          "location",
          "AWSAccessKeyId",
          "Signature",
          "Expires");

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Buckets buckets;
  private final InstantSource clock;

  private S3(Buckets buckets, InstantSource clock) {
    this.buckets = buckets;
    this.clock = clock;
  }

  /** Starts it without buckets, in memory. */
  public static S3 inMemory(InstantSource clock) {
    return new S3(new Buckets(Optional.empty()), clock);
  }

  /**
   * Starts it with the buckets that a directory holds.
   *
   * @throws io.weir.local.http.StartException if they cannot be read
   */
  public static S3 storedIn(Path directory, InstantSource clock) {
    return new S3(new Buckets(Optional.of(directory)), clock);
  }

  /** Says whether there is a bucket of that name. */
  public boolean hasBucket(String bucket) {
    return buckets.exists(bucket);
  }

  /** Makes a bucket, unless it is there. */
  public void createBucket(String bucket) {
    buckets.create(bucket, now());
  }

  /**
   * Stores an object, as a service of this process.
   *
   * @throws RuntimeException if there is no such bucket, or the disk refuses
   */
  public void put(String bucket, String key, byte[] content) {
    Map<String, String> headers = Map.of("content-type", "application/octet-stream");
    buckets.put(bucket, new StoredObject(key, content, headers, now()));
  }

  @Override
  public boolean serves(Request request) {
    return Address.isForS3(request);
  }

  @Override
  public Reply handle(Request request) {
    String requestId = UUID.randomUUID().toString();
    try {
      return answer(request, Address.of(request));
    } catch (S3Error e) {
      boolean head = request.method().equals("HEAD");
      String resource = request.path().split("\\?", 2)[0];
      return new Reply(
          e.status(),
          Map.of("Content-Type", "application/xml", "x-amz-request-id", requestId),
          head ? new byte[0] : Documents.error(e, resource, requestId));
    }
  }

  private Reply answer(Request request, Address address) {
    for (String parameter : address.query().keySet()) {
      if (!HARMLESS.contains(parameter) && !parameter.startsWith("X-Amz-")) {
        throw S3Error.notImplemented(request.method() + " with ?" + parameter);
      }
    }
    if (address.bucket().isEmpty()) {
      return allBuckets(request);
    }
    return address.key().isEmpty() ? bucket(request, address) : object(request, address);
  }

  private Reply allBuckets(Request request) {
    if (!request.method().equals("GET")) {
      throw S3Error.notImplemented(request.method() + " /");
    }
    return xml(Documents.buckets(buckets.created()));
  }

  private Reply bucket(Request request, Address address) {
    String name = address.bucket();
    switch (request.method()) {
      case "PUT" -> {
        buckets.create(name, now());
        return new Reply(200, Map.of("Location", "/" + name), new byte[0]);
      }
      case "DELETE" -> {
        buckets.delete(name);
        return new Reply(204, Map.of(), new byte[0]);
      }
      case "HEAD" -> {
        buckets.bucket(name);
        return new Reply(200, Map.of("x-amz-bucket-region", "us-east-1"), new byte[0]);
      }
      case "GET" -> {
        Bucket bucket = buckets.bucket(name);
        return address.parameter("location").isPresent()
            ? xml(Documents.location())
            : xml(Documents.listing(Listing.of(bucket, address), address));
      }
      default -> throw S3Error.notImplemented(request.method() + " of a bucket");
    }
  }

  private Reply object(Request request, Address address) {
    switch (request.method()) {
      case "PUT" -> {
        return put(request, address);
      }
      case "DELETE" -> {
        buckets.delete(address.bucket(), address.key());
        return new Reply(204, Map.of(), new byte[0]);
      }
      case "GET", "HEAD" -> {
        StoredObject object =
            buckets.bucket(address.bucket()).get(address.key()).orElseThrow(S3Error::noSuchKey);
        return read(request, object);
      }
      default -> throw S3Error.notImplemented(request.method() + " of an object");
    }
  }

  private Reply put(Request request, Address address) {
    for (String header : new String[] {"x-amz-copy-source", "if-match", "if-none-match"}) {
      if (request.header(header).isPresent()) {
        throw S3Error.notImplemented("the header " + header);
      }
    }
    Map<String, String> kept = new HashMap<>();
    kept.put("content-type", "binary/octet-stream");
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (KEPT.contains(name) || name.startsWith("x-amz-meta-")) {
                kept.put(name, value);
              }
            });
    StoredObject object = new StoredObject(address.key(), AwsChunked.content(request), kept, now());
    Checks.check(request, object);
    buckets.put(address.bucket(), object);
    return new Reply(200, Map.of("ETag", object.etag()), new byte[0]);
  }

  private static Reply read(Request request, StoredObject object) {
    Map<String, String> headers = new LinkedHashMap<>(object.headers());
    headers.put("ETag", object.etag());
    headers.put("Last-Modified", HTTP_DATE.format(object.lastModified()));
    headers.put("Accept-Ranges", "bytes");
    byte[] content = object.content();
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    if (!range.matches()) {
      return new Reply(200, headers, content);
    }
    String first = range.group(1);
    String last = range.group(2);
    long from = first.isEmpty() ? content.length - number(last) : number(first);
    long to = first.isEmpty() || last.isEmpty() ? content.length - 1L : number(last);
    from = Math.max(0, from);
    to = Math.min(to, content.length - 1L);
    if (from > to) {
      throw S3Error.invalidRange();
    }
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
    return new Reply(206, headers, Arrays.copyOfRange(content, (int) from, (int) to + 1));
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong("0" + digits);
  }

  private static Reply xml(byte[] document) {
    return new Reply(200, Map.of("Content-Type", "application/xml"), document);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
