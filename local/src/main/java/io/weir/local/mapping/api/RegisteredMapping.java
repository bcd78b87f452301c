package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.mapping.engine.EventSourceMapping;
import io.weir.local.mapping.engine.MappingCounts;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Wiring;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One mapping: what it is to be, and its run if it is enabled. Safe for use by several threads: one
 * changes it, which may wait for its invocations, and others read it meanwhile.
 */
final class RegisteredMapping {

  private final UUID id;
  private final Connections connections;
  private final InstantSource clock;
  private final Consumer<String> warnings;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Definition definition;
  private volatile Runs runs =
      new Runs(Optional.empty(), MappingCounts.none(), "No records processed");
  private volatile String state = "Creating";
  private volatile String reason = "User action";
  private volatile Instant lastModified;

  /**
   * What it does, and has done.
   *
   * @param before what its earlier runs have done
   * @param lastResult of the run before
   */
  private record Runs(
      Optional<EventSourceMapping> running, MappingCounts before, String lastResult) {

    MappingCounts counts() {
      return running.map(it -> before.plus(it.counts())).orElse(before);
    }

    String result() {
      return running.map(EventSourceMapping::lastProcessingResult).orElse(lastResult);
    }
  }

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

  /** Guards its changes; a second one is refused while the first waits for invocations. */
  ReentrantLock changing() {
    return changing;
  }

  Definition definition() {
    return definition;
  }

  MappingCounts counts() {
    return runs.counts();
  }

  int redeliver() {
    return runs.running().map(EventSourceMapping::redeliver).orElse(0);
  }

  ObjectNode document(String arn) {
    return document(arn, state);
  }

  /** Describes it in a state that it is only passing through. */
  ObjectNode document(String arn, String passing) {
    return Document.of(
        definition, id, arn, new Document.Status(passing, reason, lastModified, runs.result()));
  }

  /** Runs as it is defined: from the checkpoint on, if it has run before (ESM-36). */
  synchronized void start() {
    if (!definition.enabled()) {
      state = "Disabled";
      return;
    }
    if (definition.settings().givesUpWhatIsNeverTried()) {
      warnings.accept(
          "the mapping %s gives up every record that waits for its batch, and calls no function for"
                  .formatted(id)
              + " it: the batching window is no shorter than the maximum record age");
    }
    try {
      EventSourceMapping run =
          EventSourceMapping.start(definition.settings(), definition.filters(), wiring(), clock);
      runs = new Runs(Optional.of(run), runs.before(), runs.lastResult());
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
            connections.stream(stream).orElseGet(() -> new Absent(connections, stream))),
        function.target(),
        definition.destinationArn().map(this::destination).orElseGet(OnFailure::nowhere),
        connections.checkpoints(id),
        warnings);
  }

  /** One that is gone may come again: until then each message fails (ESM-33, ESM-68). */
  private OnFailure destination(String arn) {
    try {
      return connections.destination(arn, id);
    } catch (IllegalArgumentException e) {
      warnings.accept("the mapping " + id + ": " + e.getMessage());
      return pointer -> connections.destination(arn, id).send(pointer);
    }
  }

  /** Stops between two effects and keeps the checkpoints. */
  synchronized void stop() {
    Runs now = runs;
    if (now.running().isPresent()) {
      now.running().get().close();
      runs = new Runs(Optional.empty(), now.counts(), now.result());
    }
  }

  /** Goes on with another definition, if it differs. */
  synchronized void change(Definition next) {
    if (!next.equals(definition) || runs.running().isEmpty()) {
      stop();
      definition = next;
      lastModified = clock.instant();
      start();
    }
  }

  /** A stream that was not there when the mapping started: it may come (ESM-69). */
  private record Absent(Connections connections, String arn) implements RecordSource {

    @Override
    public List<Shard> shards() {
      return stream().shards();
    }

    @Override
    public Page read(String shardId, Position from, int limit) {
      return stream().read(shardId, from, limit);
    }

    private RecordSource stream() {
      return connections.stream(arn)
          .orElseThrow(() -> new IllegalStateException("Stream not found: " + arn));
    }
  }
}
