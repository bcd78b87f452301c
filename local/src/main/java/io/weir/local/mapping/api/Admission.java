package io.weir.local.mapping.api;

import io.weir.local.mapping.api.Connections.Connected;
import java.util.Optional;
import java.util.UUID;

/** What a mapping may connect: it refuses what is not there, and what we do not build. */
record Admission(Connections connections) {

  /** Refuses what cannot be connected. */
  void check(Definition definition) {
    checkStream(definition.eventSourceArn());
    definition.destinationArn().ifPresent(this::checkDestination);
  }

  /**
   * Refuses a change to what cannot be connected; what stays may be gone, as on Lambda (ESM-68).
   */
  void checkChange(Definition before, Definition next) {
    next.destinationArn()
        .filter(arn -> !before.destinationArn().equals(Optional.of(arn)))
        .ifPresent(this::checkDestination);
  }

  /** Refuses a source by what it is, before its settings are read. */
  static void checkKind(String source) {
    if (!source.startsWith("arn:aws") || source.contains(":kinesis:")) {
      return;
    }
    String service = source.split(":", 4)[2];
    throw Refusal.invalid(
        "The local Lambda maps Kinesis streams alone, and no source of %s: %s"
            .formatted(service, source));
  }

  private void checkStream(String stream) {
    if (stream.contains("/consumer/")) {
      throw Refusal.invalid(
          "The local Lambda does not support enhanced fan-out: name the stream, not a consumer.");
    }
    if (!stream.matches("arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\\d{12}:stream/[a-zA-Z0-9_.-]+")) {
      throw Refusal.invalid("Unrecognized event source.");
    }
    if (connections.stream(stream).isEmpty()) {
      throw Refusal.invalid("Stream not found: " + stream);
    }
  }

  private void checkDestination(String arn) {
    try {
      connections.destination(arn, new UUID(0, 0));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  String functionArn(String name) {
    return connections
        .function(name)
        .map(Connected::target)
        .map(target -> target.functionArn())
        .orElseThrow(() -> Refusal.invalid("Function does not exist"));
  }

  String functionArnOrName(String name) {
    return connections
        .function(name)
        .map(connected -> connected.target().functionArn())
        .orElse(name);
  }
}
