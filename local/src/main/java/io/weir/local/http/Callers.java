package io.weir.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tells programs of this machine from web pages. A browser lets any page send requests to loopback,
 * and after its name was bound to 127.0.0.1 read the answers too; but it says which page it was.
 */
public final class Callers {

  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.+\\.)?localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

  private Callers() {}

  /**
   * Returns why a request is refused, in a sentence; empty if it comes from this machine.
   *
   * @param header returns a header's value, empty for one that was not sent
   */
  public static Optional<String> objection(UnaryOperator<String> header) {
    String host = header.apply("Host");
    if (!host.isEmpty() && !isLoopback(host)) {
      return Optional.of(
          "The Host " + host + " is not this machine: use 127.0.0.1 or localhost in the address.");
    }
    String origin = header.apply("Origin");
    if (!origin.isEmpty() && !isLoopback(origin.replaceFirst("(?i)^https?://", ""))) {
      return Optional.of("Web pages may not call this endpoint: the Origin is " + origin + ".");
    }
    return header.apply("Sec-Fetch-Site").equalsIgnoreCase("cross-site") && origin.isEmpty()
        ? Optional.of("Web pages may not call this endpoint: Sec-Fetch-Site is cross-site.")
        : Optional.empty();
  }

  private static boolean isLoopback(String authority) {
    String name = authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    return LOOPBACK.matcher(name).matches();
  }
}
