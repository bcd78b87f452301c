package io.weir.handler.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a header {@code X-Amzn-Trace-Id} says of a trace that is recorded (LAM-72).
 *
 * @param root the trace
 * @param parent the segment of the invocation, 16 hexadecimal digits
 */
record TraceHeader(String root, String parent) {

  /** Reads a header; empty where the invocation is not traced, or not sampled. */
  static Optional<TraceHeader> sampled(String header) {
    if (!header.contains("Sampled=1")) {
      return Optional.empty();
    }
    Map<String, String> members = new HashMap<>();
    for (String member : header.split(";", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members.put(member.substring(0, equals).strip(), member.substring(equals + 1).strip());
      }
    }
    String root = members.getOrDefault("Root", "");
    String parent = members.getOrDefault("Parent", "");
    return root.isEmpty() || parent.isEmpty()
        ? Optional.empty()
        : Optional.of(new TraceHeader(root, parent));
  }
}
