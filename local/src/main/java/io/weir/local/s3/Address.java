package io.weir.local.s3;

import io.weir.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about.
 *
 * @param bucket empty for all buckets
 * @param key empty for the bucket itself
 * @param query by name; a name without a value has an empty one
 */
record Address(String bucket, String key, Map<String, String> query) {

  /** A bucket in the host's name: {@code bucket.localhost} or {@code bucket.s3.…}. */
  private static final Pattern HOST =
      Pattern.compile("(?<bucket>.+?)\\.(s3[.-].*|localhost)(:\\d+)?");

  private static final Pattern SCOPE = Pattern.compile("/s3/aws4_request");

  /** An address that was signed in the old way, as some clients still do. */
  private static final Pattern PRESIGNED = Pattern.compile("[?&]AWSAccessKeyId=");

  /** Says whether a request is meant for S3: by whom it is signed for, or by its client's name. */
  static boolean isForS3(Request request) {
    if (request.header("X-Amz-Target").isPresent()) {
      return false;
    }
    return SCOPE.matcher(request.header("Authorization").orElse("")).find()
        || SCOPE.matcher(request.path().replace("%2F", "/")).find()
        || PRESIGNED.matcher(request.path()).find()
        || request.header("User-Agent").orElse("").toLowerCase(Locale.ROOT).contains("api/s3#")
        || bucketInHost(request).isPresent();
  }

  static Address of(Request request) {
    String[] parts = request.path().split("\\?", 2);
    Map<String, String> query = new HashMap<>();
    if (parts.length > 1) {
      for (String parameter : parts[1].split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        query.put(decode(pair[0]), pair.length > 1 ? decode(pair[1].replace("+", " ")) : "");
      }
    }
    String path = parts[0].substring(1);
    Optional<String> inHost = bucketInHost(request);
    if (inHost.isPresent()) {
      return new Address(inHost.get(), decode(path), query);
    }
    int slash = path.indexOf('/');
    return slash < 0
        ? new Address(decode(path), "", query)
        : new Address(decode(path.substring(0, slash)), decode(path.substring(slash + 1)), query);
  }

  /** Returns a parameter of the query. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static Optional<String> bucketInHost(Request request) {
    Matcher host = HOST.matcher(request.header("Host").orElse(""));
    return host.matches() ? Optional.ofNullable(host.group("bucket")) : Optional.empty();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument("The address is not encoded as it should be");
    }
  }
}
