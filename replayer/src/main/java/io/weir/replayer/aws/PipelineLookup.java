package io.weir.replayer.aws;

import io.weir.event.EventSettings;
import io.weir.event.InvalidSettingException;
import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.ReplayerException;
import io.weir.replayer.app.ReplayerException.Reason;
import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.Trust;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Finds the pipeline that is meant: what was named, and what AWS says belongs to it. */
public final class PipelineLookup {

  private final Discovery discovery;
  private final Consumer<String> notes;

  /**
   * Asks through the given clients.
   *
   * @param notes takes what the user should know
   */
  public PipelineLookup(Services clients, Consumer<String> notes) {
    this.discovery = new Discovery(clients);
    this.notes = notes;
  }

  /**
   * What was named of a pipeline.
   *
   * @param queue the queue's name or URL
   * @param stream the stream's name or ARN
   * @param function the function's name or ARN
   * @param table the table's name
   * @param stack the name of a stack whose outputs name the rest
   */
  public record Named(
      Optional<String> queue,
      Optional<String> stream,
      Optional<String> function,
      Optional<String> table,
      Optional<String> stack) {}

  /**
   * Finds a pipeline.
   *
   * @param offline whether letters come from a file, so that no queue is needed
   * @throws ReplayerException if something named is not there, or too little is named
   */
  public Pipeline find(Named named, boolean offline) {
    Map<String, String> outputs = named.stack().map(this::outputs).orElse(Map.of());
    Optional<String> queue = named.queue().or(() -> output(outputs, "DeadLetterQueueUrl"));
    Optional<String> stream = named.stream().or(() -> output(outputs, "StreamName"));
    Optional<FunctionRef> function =
        named
            .function()
            .or(() -> output(outputs, "FunctionAlias"))
            .or(() -> output(outputs, "FunctionName"))
            .map(FunctionRef::parse);
    Optional<String> table = named.table().or(() -> output(outputs, "TableName"));
    Optional<String> url = offline ? Optional.empty() : queue.map(this::queueUrl);
    Set<StreamArn> streams = new LinkedHashSet<>();
    stream.ifPresent(name -> streams.add(access("--stream " + name, () -> discovery.stream(name))));
    List<Mapping> mappings =
        stream.isPresent() && (url.isPresent() || offline) && isComplete(function)
            ? List.of()
            : mappings(function, stream.isEmpty() ? url : Optional.empty());
    if (stream.isEmpty()) {
      mappings.forEach(mapping -> streams.add(mapping.stream()));
    }
    url = url.isPresent() || offline ? url : destination(mappings);
    if (url.isEmpty() && !offline) {
      throw new ReplayerException(
          Reason.WRONG,
          "say where the dead letters are: --queue NAME, --function NAME, --stack NAME,"
              + " or --from PATH");
    }
    Set<FunctionRef> functions = functions(function, mappings, streams);
    Set<String> trusted =
        functions.stream().map(FunctionRef::unqualified).collect(Collectors.toSet());
    List<String> invoked = functions.stream().map(FunctionRef::toString).sorted().toList();
    return new Pipeline(url, new Trust(streams, trusted), invoked, table, Optional.empty());
  }

  /**
   * Returns how the function of a pipeline makes events of records; nothing, and a note, if that
   * may not be read.
   */
  public Optional<EventSettings> eventsOf(Pipeline pipeline) {
    return events(called(pipeline.invoked(), pipeline.queueUrl()));
  }

  /** Where no function is named, those count whose dead letters go to the queue. */
  private List<String> called(List<String> invoked, Optional<String> url) {
    if (!invoked.isEmpty() || url.isEmpty()) {
      return invoked;
    }
    try {
      return discovery.mappingsInto(url.get()).stream()
          .map(mapping -> mapping.function().toString())
          .distinct()
          .toList();
    } catch (SdkException e) {
      return List.of(); // that nothing is known is told where it matters
    }
  }

  /**
   * Returns how a function makes events of records today; nothing if that may not be read.
   *
   * @param arn without an alias it stands for what its mappings call
   */
  public Optional<EventSettings> eventsOf(String arn) {
    FunctionRef function = FunctionRef.parse(arn);
    Optional<FunctionRef> named = Optional.of(function);
    Set<String> called =
        function.qualifier().isPresent()
            ? Set.of()
            : mappings(named, Optional.empty()).stream()
                .map(mapping -> mapping.function().toString())
                .collect(Collectors.toSet());
    return events(called.isEmpty() ? List.of(arn) : List.copyOf(called));
  }

  /** Several functions may be meant: what they do must be the same. */
  private Optional<EventSettings> events(List<String> invoked) {
    Set<EventSettings> settings = new HashSet<>();
    try {
      for (String function : invoked) {
        settings.add(EventSettings.from(discovery.environment(function)));
      }
    } catch (SdkException e) {
      notes.accept(
          "the function's settings could not be read, and the usual ones are assumed: "
              + Failure.of(e).message());
      return Optional.empty();
    } catch (InvalidSettingException e) {
      notes.accept("the function's settings are wrong: " + e.getMessage());
      return Optional.empty();
    }
    return settings.size() == 1 ? Optional.of(settings.iterator().next()) : Optional.empty();
  }

  /**
   * Tells whether nothing is left to ask about the function: there is none, or its alias is known.
   */
  private static boolean isComplete(Optional<FunctionRef> function) {
    return function.isEmpty() || function.get().qualifier().isPresent();
  }

  /** A mapping knows best what it calls; without one, a function is what was said. */
  private static Set<FunctionRef> functions(
      Optional<FunctionRef> named, List<Mapping> mappings, Set<StreamArn> streams) {
    Set<FunctionRef> called =
        mappings.stream()
            .filter(mapping -> streams.contains(mapping.stream()))
            .map(Mapping::function)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return called.isEmpty()
        ? named.stream()
            .flatMap(function -> streams.stream().map(function::beside))
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : called;
  }

  private Map<String, String> outputs(String stack) {
    return access("--stack " + stack, () -> discovery.outputs(stack));
  }

  private static Optional<String> output(Map<String, String> outputs, String name) {
    return Optional.ofNullable(outputs.get(name));
  }

  /** Asks Lambda which mapping this is about; that it does not say is no failure. */
  private List<Mapping> mappings(Optional<FunctionRef> function, Optional<String> url) {
    try {
      return function.isPresent()
          ? discovery.mappingsOf(function.get())
          : url.isPresent() ? discovery.mappingsInto(url.get()) : List.of();
    } catch (SdkException e) {
      notes.accept(
          "the mapping could not be looked up, so name the stream with --stream: "
              + Failure.of(e).message());
      return List.of();
    }
  }

  private Optional<String> destination(List<Mapping> mappings) {
    Optional<String> arn =
        mappings.stream().map(Mapping::destination).flatMap(Optional::stream).findFirst();
    if (arn.isPresent() && arn.get().contains(":s3:")) {
      throw new ReplayerException(
          Reason.WRONG,
          "the mapping's dead letters are objects in S3: read them with --from s3://"
              + arn.get().substring(arn.get().lastIndexOf(':') + 1)
              + "/aws/lambda");
    }
    return arn.filter(it -> it.contains(":sqs:"))
        .map(it -> it.substring(it.lastIndexOf(':') + 1))
        .map(name -> access("the mapping's queue " + name, () -> discovery.queueUrl(name)));
  }

  /**
   * Returns the URL of a queue, by its name or URL.
   *
   * @throws ReplayerException if there is none
   */
  public String queueUrl(String name) {
    return access("--queue " + name, () -> discovery.queueUrl(name));
  }

  /**
   * Returns the ARN of the stream that records are to go to, by its name or ARN.
   *
   * @throws ReplayerException if there is none
   */
  public StreamArn streamTo(String name) {
    return access("--to " + name, () -> discovery.stream(name));
  }

  private static <T> T access(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new ReplayerException(Reason.NO_ACCESS, what + ": " + Failure.of(e).message(), e);
    } catch (Discovery.MisspelledException e) {
      throw new ReplayerException(Reason.WRONG, what + ": " + e.getMessage(), e);
    }
  }
}
