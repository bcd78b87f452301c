package io.weir.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The IAM actions that a component uses, from {@code testdata/actions}. */
final class Actions {

  private static final Path DIRECTORY = Path.of("..", "testdata", "actions");

  private Actions() {}

  /** Returns what these components use together, in the deployment of a golden template. */
  static SortedSet<String> used(Golden golden, String... components) {
    return Stream.of(components)
        .map(it -> Golden.read(DIRECTORY.resolve(it + ".json")))
        .flatMap(it -> operations(golden, it))
        .flatMap(it -> action(it).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns what the options for the replayer grant besides: what its users otherwise grant by
   * hand. Not a re-put, which every consumer of the stream would see.
   */
  static SortedSet<String> byOption(String component) {
    return Golden.read(DIRECTORY.resolve(component + ".json"))
        .path("byHand")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(it -> !it.equals("kinesis:PutRecords"))
        // A transaction is granted by what is in it, and a look at an object as its reading.
        .filter(it -> !it.equals("dynamodb:TransactWriteItems"))
        .map(it -> it.equals("s3:HeadObject") ? "s3:GetObject" : it)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> operations(Golden golden, JsonNode component) {
    Stream<String> cases =
        golden == Golden.EVERY_OPTION
            ? Stream.of("always", "s3", "customerKey")
            : Stream.of("always");
    return cases.flatMap(it -> component.path(it).valueStream()).map(JsonNode::asText);
  }

  private static Optional<String> action(String operation) {
    JsonNode exception = Golden.read(DIRECTORY.resolve("exceptions.json")).path(operation);
    if (exception.isMissingNode()) {
      return Optional.of(operation);
    }
    return exception.path("action").isNull()
        ? Optional.empty()
        : Optional.of(exception.path("action").asText());
  }
}
