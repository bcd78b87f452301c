package io.weir.local.wire;

import io.weir.local.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides of each request what goes wrong with it. Asked by many threads at once. */
@FunctionalInterface
public interface Faults {

  /** Returns the fault of the next request, or nothing: it passes. */
  Optional<Fault> next(AwsService service, Request request);

  /** Nothing goes wrong. */
  static Faults none() {
    return (service, request) -> Optional.empty();
  }

  /**
   * Returns these faults for a client that must get through in the end: only the first tries of a
   * call meet them. AWS's SDKs say in a header which try a request is; one that does not say it is
   * left alone.
   *
   * @param tries how many of a call's tries, fewer than the client makes
   */
  default Faults onFirstTries(int tries) {
    Pattern attempt = Pattern.compile("\\battempt=(\\d{1,4})\\b");
    return (service, request) -> {
      Matcher found = attempt.matcher(request.header("amz-sdk-request").orElse(""));
      boolean first = found.find() && Integer.parseInt(found.group(1)) <= tries;
      return first ? next(service, request) : Optional.empty();
    };
  }
}
