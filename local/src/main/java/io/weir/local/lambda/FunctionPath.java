package io.weir.local.lambda;

import io.weir.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's path says: an operation, and the function that it is about.
 *
 * @param reference a name, an ARN or a part of one, with or without a qualifier; empty for all
 * @param operation the path after the function, such as {@code invocations}; possibly empty
 * @param qualifier from the query
 */
record FunctionPath(String reference, String operation, Optional<String> qualifier) {
  static final String ROOT = "/2015-03-31/functions";

  private static final Pattern PATH =
      Pattern.compile(ROOT + "/?(?<function>[^/?]*)(/(?<operation>[^?]*))?(\\?(?<query>.*))?");
  private static final Pattern QUALIFIER = Pattern.compile("(?:^|&)Qualifier=([^&]*)");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(arn:aws[a-zA-Z-]*:lambda:)?((?<region>[a-z]{2}(-[a-z]+)+-\\d):)?((?<account>\\d{12}):)?"
              + "(function:)?(?<name>[a-zA-Z0-9-_.]+)(:(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

  /** Reads a path; empty where it is none of a function. */
  static Optional<FunctionPath> of(Request request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Optional.empty();
    }
    Matcher query = QUALIFIER.matcher(orEmpty(path, "query"));
    return Optional.of(
        new FunctionPath(
            decode(orEmpty(path, "function")),
            orEmpty(path, "operation"),
            query.find() ? Optional.of(decode(orEmpty(query, 1))) : Optional.empty()));
  }

  /**
   * The full ARN that the reference stands for; what it leaves out is taken from the endpoint.
   *
   * <p>Only the unpublished version exists here, so its qualifier is dropped; any other stays, and
   * is found nowhere.
   */
  String arn(String account, String region) {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches()) {
      throw ApiError.invalidParameter(
          ("1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint:"
                  + " Member must satisfy regular expression pattern: %s")
              .formatted(reference, REFERENCE.pattern()));
    }
    String version = qualifier.orElse(orEmpty(parts, "qualifier"));
    return "arn:aws:lambda:%s:%s:function:%s%s"
        .formatted(
            orElse(orEmpty(parts, "region"), region),
            orElse(orEmpty(parts, "account"), account),
            orEmpty(parts, "name"),
            version.isEmpty() || version.equals("$LATEST") ? "" : ":" + version);
  }

  private static String orElse(String value, String other) {
    return value.isEmpty() ? other : value;
  }

  private static String orEmpty(Matcher matcher, String group) {
    return Optional.ofNullable(matcher.group(group)).orElse("");
  }

  private static String orEmpty(Matcher matcher, int group) {
    return Optional.ofNullable(matcher.group(group)).orElse("");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
