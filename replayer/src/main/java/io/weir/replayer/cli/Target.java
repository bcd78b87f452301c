package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.aws.Discovery.Mapping;
import io.weir.replayer.aws.Failure;
import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.Trust;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The pipeline that is meant: what was named, and what AWS says belongs to it.
 *
 * @param queueUrl the dead-letter queue
 * @param trust which streams and functions a message may name
 * @param invoked the ARNs of the functions that records go back to: with the alias that the mapping
 *     calls, for that is what runs, and what may be invoked
 * @param table the table that events go to
 */
public record Target(
    Optional<String> queueUrl, Trust trust, List<String> invoked, Optional<String> table) {

  /**
   * Finds the pipeline.
   *
   * @param offline whether letters come from a file, so that no queue is needed
   * @param notes takes what a person should know
   */
  static Target resolve(
      ConnectionOptions named, AwsClients clients, boolean offline, Consumer<String> notes) {
    return new Resolution(new Discovery(clients), notes).target(named, offline);
  }

  /** Returns the same pipeline for a function that is not Weir's, whose table proves nothing. */
  Target withoutTable() {
    return new Target(queueUrl, trust, invoked, Optional.empty());
  }

  private record Resolution(Discovery discovery, Consumer<String> notes) {

    Target target(ConnectionOptions named, boolean offline) {
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
      Optional<String> url =
          offline
              ? Optional.empty()
              : queue.map(name -> access("--queue " + name, () -> discovery.queueUrl(name)));
      Set<StreamArn> streams = new LinkedHashSet<>();
      stream.ifPresent(
          name -> streams.add(access("--stream " + name, () -> discovery.stream(name))));
      List<Mapping> mappings =
          stream.isPresent() && (url.isPresent() || offline) && isComplete(function)
              ? List.of()
              : mappings(function, stream.isEmpty() ? url : Optional.empty());
      if (stream.isEmpty()) {
        mappings.forEach(mapping -> streams.add(mapping.stream()));
      }
      url = url.isPresent() || offline ? url : destination(mappings);
      if (url.isEmpty() && !offline) {
        throw new Stop(
            Exit.USAGE,
            "say where the dead letters are: --queue NAME, --function NAME, --stack NAME,"
                + " or --from PATH");
      }
      Set<FunctionRef> functions = functions(function, mappings, streams);
      Set<String> trusted =
          functions.stream().map(FunctionRef::unqualified).collect(Collectors.toSet());
      List<String> invoked = functions.stream().map(FunctionRef::toString).sorted().toList();
      return new Target(url, new Trust(streams, trusted), invoked, table);
    }

    /**
     * Tells whether nothing is left to ask about the function: there is none, or its alias is
     * known.
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
        throw new Stop(
            Exit.USAGE,
            "the mapping's dead letters are objects in S3: read them with --from s3://"
                + arn.get().substring(arn.get().lastIndexOf(':') + 1)
                + "/aws/lambda");
      }
      return arn.filter(it -> it.contains(":sqs:"))
          .map(it -> it.substring(it.lastIndexOf(':') + 1))
          .map(name -> access("the mapping's queue " + name, () -> discovery.queueUrl(name)));
    }
  }

  /** Makes a call that must succeed; if it does not, ends with one line. */
  static <T> T access(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new Stop(Exit.NO_ACCESS, what + ": " + Failure.of(e).message(), e);
    } catch (Discovery.MisspelledException e) {
      throw new Stop(Exit.USAGE, what + ": " + e.getMessage(), e);
    }
  }
}
