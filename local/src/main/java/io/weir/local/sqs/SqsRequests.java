package io.weir.local.sqs;

import io.weir.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells requests for SQS from those for others, in both of its protocols (SQS-41). */
final class SqsRequests {
  private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/\\d{8}/[^/,]+/([^/,]+)/");
  private static final Pattern VERSION = Pattern.compile("(^|[?&])Version=2012-11-05(&|$)");
  private static final Pattern ACTION = Pattern.compile("(^|[?&])Action=[A-Za-z]+");

  private SqsRequests() {}

  /** By its target in the JSON protocol; in the query protocol by whom it is signed for. */
  static boolean isOne(Request request) {
    Optional<String> target = request.header("X-Amz-Target");
    if (target.isPresent()) {
      return target.get().startsWith("AmazonSQS.");
    }
    String parameters = parameters(request);
    return ACTION.matcher(parameters).find()
        && scope(request).map("sqs"::equals).orElseGet(() -> VERSION.matcher(parameters).find());
  }

  private static String parameters(Request request) {
    boolean form =
        request
            .header("Content-Type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    return form ? new String(request.body(), StandardCharsets.UTF_8) : request.path();
  }

  private static Optional<String> scope(Request request) {
    return request
        .header("Authorization")
        .map(SCOPE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }
}
