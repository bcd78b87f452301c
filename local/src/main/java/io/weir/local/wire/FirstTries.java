package io.weir.local.wire;

import io.weir.local.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults for a client that must get through in the end: only the first tries of a call meet them.
 * AWS's SDKs say in a header which try a request is; one that does not say it is left alone.
 *
 * @param faults what those tries meet
 * @param tries how many of a call's tries, fewer than the client makes
 */
public record FirstTries(Faults faults, int tries) implements Faults {

  private static final String HEADER = "amz-sdk-request";
  private static final Pattern ATTEMPT = Pattern.compile("\\battempt=(\\d{1,4})\\b");

  @Override
  public Optional<Fault> next(AwsService service, Request request) {
    return attempt(request) <= tries ? faults.next(service, request) : Optional.empty();
  }

  private static int attempt(Request request) {
    Matcher attempt = ATTEMPT.matcher(request.header(HEADER).orElse(""));
    return attempt.find() ? Integer.parseInt(attempt.group(1)) : Integer.MAX_VALUE;
  }
}
