package io.weir.replayer.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * The options that a function refuses: they would have it read or write its own files, or sign
 * requests, its session token among them, for an address that the caller names.
 */
final class FunctionArguments {

  private static final List<String> FILES = List.of("--profile", "--out");
  private static final String ENDPOINT = "--endpoint-url";

  private FunctionArguments() {}

  /** Returns why a command is refused, if it is. */
  static Optional<String> refused(ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      for (String name : FILES) {
        if (at.hasMatchedOption(name)) {
          return Optional.of(
              name + " is about files, and a function has none of yours: leave it out");
        }
      }
      URI endpoint = at.matchedOptionValue(ENDPOINT, null);
      if (endpoint != null && !isLoopback(endpoint)) {
        return Optional.of(
            ENDPOINT + " would send this function's credentials elsewhere: leave it out");
      }
    }
    return Optional.empty();
  }

  private static boolean isLoopback(URI endpoint) {
    return endpoint.getHost() != null
        && List.of("localhost", "127.0.0.1", "[::1]").contains(endpoint.getHost());
  }
}
