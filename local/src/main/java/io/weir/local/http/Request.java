package io.weir.local.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request as a service sees it.
 *
 * @param method in upper case
 * @param path the raw path with its query, starting with a slash
 * @param headers by name in lower case; the last value where a name was sent twice
 * @param body possibly empty
 */
public record Request(String method, String path, Map<String, String> headers, byte[] body) {

  /** Returns a header's value; the name may be in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }
}
