package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.mapping.engine.MappingCounts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All mappings. While one is changed, which waits for its invocations, a second change of it is
 * refused as Lambda refuses it; the others do not notice.
 */
public final class Registry implements AutoCloseable {

  private final RegisteredMapping.Services services;
  private final Admission admission;
  private final String account;
  private final Kept kept;
  private final SortedMap<String, RegisteredMapping> entries = new TreeMap<>();
  private final ReentrantLock creating = new ReentrantLock();

  /**
   * Starts with the mappings that a directory holds; none of them polls yet.
   *
   * @param account completes ARNs
   * @param directory where mappings are kept between runs; empty: nowhere
   */
  public Registry(
      Connections connections,
      String account,
      Optional<Path> directory,
      InstantSource clock,
      Consumer<String> warnings) {
    this.services = new RegisteredMapping.Services(connections, clock, warnings);
    this.admission = new Admission(connections);
    this.account = account;
    this.kept = new Kept(directory);
    kept.load()
        .forEach(
            (id, definition) ->
                entries.put(id.toString(), new RegisteredMapping(id, definition, services)));
  }

  /**
   * Makes a mapping, or gives the one between the same stream and function this definition, and has
   * it poll.
   *
   * @return its id, the same as long as it is not deleted
   */
  public UUID ensure(Definition wanted) {
    creating.lock();
    try {
      Optional<RegisteredMapping> there = between(wanted);
      if (there.isPresent()) {
        change(there.get(), wanted);
        return there.get().id();
      }
      return add(wanted).id();
    } finally {
      creating.unlock();
    }
  }

  /** Has every enabled mapping poll that does not yet. */
  public void start() {
    all().forEach(entry -> entry.change(entry.definition()));
  }

  /** Returns what a mapping has done since this registry was made. */
  public MappingCounts counts(UUID id) {
    return find(id).map(RegisteredMapping::counts).orElseGet(MappingCounts::none);
  }

  /** Lets a mapping deliver what it finished last once more; returns how many lanes will. */
  public int redeliver(UUID id) {
    return find(id).map(RegisteredMapping::redeliver).orElse(0);
  }

  ObjectNode create(Members members) {
    String name = members.text("FunctionName").orElse("");
    Definition definition = Definition.created(members, admission.functionArn(name));
    admission.check(definition);
    creating.lock();
    try {
      Optional<RegisteredMapping> there = between(definition);
      if (there.isPresent()) {
        throw Refusal.conflict(
            ("The event source arn (\" %s \") and function (\" %s \") provided mapping already"
                    + " exists. Please update or delete the existing mapping with UUID %s")
                .formatted(definition.eventSourceArn(), shortName(definition), there.get().id()));
      }
      RegisteredMapping entry = add(definition);
      return entry.document(arn(entry), "Creating");
    } finally {
      creating.unlock();
    }
  }

  ObjectNode describe(UUID id) {
    RegisteredMapping entry = find(id).orElseThrow(Refusal::notFound);
    return entry.document(arn(entry));
  }

  synchronized List<ObjectNode> list(Query query) {
    Optional<String> function = query.parameter("FunctionName").map(admission::functionArnOrName);
    return List.copyOf(entries.tailMap(query.after() + "\0").values()).stream()
        .filter(
            entry ->
                query
                    .parameter("EventSourceArn")
                    .map(entry.definition().eventSourceArn()::equals)
                    .orElse(true))
        .filter(entry -> function.map(entry.definition().functionArn()::equals).orElse(true))
        .map(entry -> entry.document(arn(entry)))
        .toList();
  }

  /** Returns the tags of the mapping that an ARN names. */
  ObjectNode tags(String arn) {
    RegisteredMapping entry =
        all().stream().filter(it -> arn(it).equals(arn)).findFirst().orElseThrow(Refusal::notFound);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode tags = answer.putObject("Tags");
    entry.definition().extras().tags().forEach(tags::put);
    return answer;
  }

  ObjectNode update(UUID id, Members members) {
    return changed(
        id,
        entry -> {
          Definition before = entry.definition();
          Definition next = Definition.updated(members, before);
          Optional<String> function = members.text("FunctionName").map(admission::functionArn);
          Definition wanted = function.map(next::to).orElse(next);
          admission.checkChange(before, wanted);
          change(entry, wanted);
          String passing = wanted.enabled() ? "Enabling" : "Disabling";
          return before.enabled() == wanted.enabled() ? "Updating" : passing;
        });
  }

  ObjectNode delete(UUID id) {
    return changed(
        id,
        entry -> {
          entry.stop();
          synchronized (this) {
            entries.remove(id.toString());
          }
          kept.delete(id);
          services.connections().forget(id);
          return "Deleting";
        });
  }

  /** Stops all mappings, between two effects each. */
  @Override
  public void close() {
    all().forEach(RegisteredMapping::stop);
  }

  private synchronized List<RegisteredMapping> all() {
    return List.copyOf(entries.values());
  }

  private ObjectNode changed(UUID id, Function<RegisteredMapping, String> change) {
    RegisteredMapping entry = find(id).orElseThrow(Refusal::notFound);
    if (!entry.changing().tryLock()) {
      throw Refusal.inUse();
    }
    try {
      String passing = change.apply(entry);
      return entry.document(arn(entry), passing);
    } finally {
      entry.changing().unlock();
    }
  }

  private RegisteredMapping add(Definition definition) {
    RegisteredMapping entry = new RegisteredMapping(UUID.randomUUID(), definition, services);
    kept.save(entry.id(), definition);
    entry.start();
    synchronized (this) {
      entries.put(entry.id().toString(), entry);
    }
    return entry;
  }

  private void change(RegisteredMapping entry, Definition next) {
    kept.save(entry.id(), next);
    entry.change(next);
  }

  private synchronized Optional<RegisteredMapping> find(UUID id) {
    return Optional.ofNullable(entries.get(id.toString()));
  }

  private synchronized Optional<RegisteredMapping> between(Definition definition) {
    return entries.values().stream()
        .filter(it -> it.definition().functionArn().equals(definition.functionArn()))
        .filter(it -> it.definition().eventSourceArn().equals(definition.eventSourceArn()))
        .findFirst();
  }

  private String arn(RegisteredMapping entry) {
    String region = entry.definition().eventSourceArn().split(":", -1)[3];
    return "arn:aws:lambda:%s:%s:event-source-mapping:%s".formatted(region, account, entry.id());
  }

  private static String shortName(Definition definition) {
    return definition.functionArn().replaceAll(".*:function:", "");
  }
}
