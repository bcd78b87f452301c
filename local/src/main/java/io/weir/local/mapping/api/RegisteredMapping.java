package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.mapping.engine.EventSourceMapping;
import io.weir.local.mapping.engine.MappingCounts;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.Wiring;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** One mapping: what it is to be, and its run if it is enabled. Safe for use by several threads. */
final class RegisteredMapping {

  private final UUID id;
  private final Connections connections;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  private Definition definition;
  private Optional<EventSourceMapping> running = Optional.empty();
  private MappingCounts before = MappingCounts.none();
  private String lastResult = "No records processed";
  private String state = "Creating";
  private String reason = "User action";
  private Instant lastModified;

  RegisteredMapping(UUID id, Definition definition, Services services) {
    this.id = id;
    this.definition = definition;
    this.connections = services.connections();
    this.clock = services.clock();
    this.warnings = services.warnings();
    this.lastModified = clock.instant();
  }

  /** What all mappings of one API share. */
  record Services(Connections connections, InstantSource clock, Consumer<String> warnings) {}

  UUID id() {
    return id;
  }

  synchronized Definition definition() {
    return definition;
  }

  synchronized MappingCounts counts() {
    return running.map(it -> before.plus(it.counts())).orElse(before);
  }

  synchronized int redeliver() {
    return running.map(EventSourceMapping::redeliver).orElse(0);
  }

  synchronized ObjectNode document(String arn) {
    return document(arn, state);
  }

  /** Describes it in a state that it is only passing through. */
  synchronized ObjectNode document(String arn, String passing) {
    String result = running.map(EventSourceMapping::lastProcessingResult).orElse(lastResult);
    return Document.of(
        definition, id, arn, new Document.Status(passing, reason, lastModified, result));
  }

  /** Runs as it is defined: from the checkpoint on, if it has run before (ESM-36). */
  synchronized void start() {
    if (!definition.enabled()) {
      state = "Disabled";
      return;
    }
    try {
      running =
          Optional.of(
              EventSourceMapping.start(
                  definition.settings(), definition.filters(), wiring(), clock));
      state = "Enabled";
      reason = "User action";
    } catch (Refusal | IllegalArgumentException e) {
      state = "Disabled"; // what it was connected to is gone since it was made
      reason = String.valueOf(e.getMessage());
      warnings.accept("the mapping " + id + " cannot start: " + reason);
    }
  }

  private Wiring wiring() {
    String stream = definition.eventSourceArn();
    Connections.Connected function =
        connections
            .function(definition.functionArn())
            .orElseThrow(() -> Refusal.invalid("Function does not exist"));
    return new Wiring(
        new Wiring.Source(
            new StreamIdentity(stream, stream.split(":", -1)[3], function.roleArn()),
            connections.stream(stream)
                .orElseThrow(() -> Refusal.invalid("Stream not found: " + stream))),
        function.target(),
        definition
            .destinationArn()
            .map(arn -> connections.destination(arn, id))
            .orElseGet(OnFailure::nowhere),
        connections.checkpoints(id),
        warnings);
  }

  /** Stops between two effects and keeps the checkpoints. */
  synchronized void stop() {
    if (running.isPresent()) {
      running.get().close();
      before = before.plus(running.get().counts());
      lastResult = running.get().lastProcessingResult();
      running = Optional.empty();
    }
  }

  /** Goes on with another definition, if it differs. */
  synchronized void change(Definition next) {
    if (!next.equals(definition) || running.isEmpty()) {
      stop();
      definition = next;
      lastModified = clock.instant();
      start();
    }
  }
}
