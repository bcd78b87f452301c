package io.weir.replayer.aws;

import static software.amazon.awssdk.services.lambda.model.FunctionResponseType.REPORT_BATCH_ITEM_FAILURES;

import io.weir.replayer.letter.FunctionRef;
import io.weir.replayer.letter.StreamArn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;

/** Finds what belongs to a pipeline from the little that a person types. */
public final class Discovery {

  private final Services clients;

  /** Asks AWS through the given clients. */
  public Discovery(Services clients) {
    this.clients = clients;
  }

  /**
   * Returns a stack's outputs by name.
   *
   * @throws SdkException if there is no such stack, or it may not be read
   */
  public Map<String, String> outputs(String stack) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Stack found :
        clients.cloudFormation().describeStacks(it -> it.stackName(stack)).stacks()) {
      for (Output output : found.outputs()) {
        outputs.put(output.outputKey(), output.outputValue());
      }
    }
    return outputs;
  }

  /**
   * Returns a queue's URL.
   *
   * @param nameOrUrl if it is a URL, it is returned as it is
   * @throws SdkException if there is no queue of this name
   * @throws MisspelledException if it is meant to be a URL, and is none of a queue
   */
  public String queueUrl(String nameOrUrl) {
    if (!nameOrUrl.contains("://")) {
      return clients.sqs().getQueueUrl(it -> it.queueName(nameOrUrl)).queueUrl();
    }
    try {
      URI url = new URI(nameOrUrl);
      if (isAddress(url) && !url.getPath().replace("/", "").isEmpty()) {
        return nameOrUrl;
      }
    } catch (URISyntaxException e) {
      throw new MisspelledException("that is no URL of a queue: " + e.getReason(), e);
    }
    throw new MisspelledException("that is no URL of a queue", null);
  }

  /** Tells whether a call can be made to a URI. */
  public static boolean isAddress(URI uri) {
    return uri.getHost() != null
        && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
  }

  /** What was typed can name nothing. */
  public static final class MisspelledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MisspelledException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Returns a stream's ARN. For a name, Kinesis itself is asked in which account and region it is.
   *
   * @throws SdkException if there is no such stream
   */
  public StreamArn stream(String nameOrArn) {
    return StreamArn.parse(nameOrArn)
        .orElseGet(
            () ->
                StreamArn.parse(
                        clients
                            .kinesis()
                            .describeStreamSummary(it -> it.streamName(nameOrArn))
                            .streamDescriptionSummary()
                            .streamARN())
                    .orElseThrow());
  }

  /**
   * Returns the ARN of a function's execution role, which the mapping names in every record it
   * hands over; empty where it may not be looked up: hardly any function reads it.
   */
  public String role(String function) {
    try {
      String role =
          clients.lambda().getFunctionConfiguration(it -> it.functionName(function)).role();
      return role == null ? "" : role;
    } catch (SdkException e) {
      return "";
    }
  }

  /**
   * Returns the variables of a function's environment.
   *
   * @param function its ARN, with the alias that is called: another version may have others
   * @throws SdkException if there is no such function, or it may not be read
   */
  public Map<String, String> environment(String function) {
    EnvironmentResponse environment =
        clients.lambda().getFunctionConfiguration(it -> it.functionName(function)).environment();
    return environment == null ? Map.of() : environment.variables();
  }

  /**
   * Returns the Kinesis mappings of a function; of each of its aliases, if none is named. All are
   * asked for: whether Lambda's own filter by a function's name finds those of its aliases is not
   * documented (LAM-66).
   */
  public List<Mapping> mappingsOf(FunctionRef function) {
    return mappings(ListEventSourceMappingsRequest.builder().build()).stream()
        .filter(mapping -> function.covers(mapping.function()))
        .toList();
  }

  /**
   * Returns the Kinesis mappings of a stream, and of its consumers. All are asked for: Lambda's own
   * filter by the stream's ARN is not documented to find those of a consumer.
   */
  public List<Mapping> mappingsFrom(StreamArn stream) {
    return mappings(ListEventSourceMappingsRequest.builder().build()).stream()
        .filter(mapping -> mapping.stream().equals(stream))
        .toList();
  }

  /** Returns the Kinesis mappings whose dead letters go to the queue of this URL. */
  public List<Mapping> mappingsInto(String queueUrl) {
    String path = URI.create(queueUrl).getPath();
    String[] parts = path.split("/", -1);
    String tail =
        parts.length < 2 ? path : ":" + parts[parts.length - 2] + ":" + parts[parts.length - 1];
    return mappings(ListEventSourceMappingsRequest.builder().build()).stream()
        .filter(mapping -> mapping.destination().map(arn -> arn.endsWith(tail)).orElse(false))
        .toList();
  }

  private List<Mapping> mappings(ListEventSourceMappingsRequest request) {
    return clients.lambda().listEventSourceMappingsPaginator(request).eventSourceMappings().stream()
        .map(Discovery::mapping)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Mapping> mapping(EventSourceMappingConfiguration found) {
    return Optional.ofNullable(found.eventSourceArn())
        .flatMap(StreamArn::parse)
        .map(
            stream ->
                new Mapping(
                    found.uuid(),
                    stream,
                    FunctionRef.parse(found.functionArn()),
                    Optional.ofNullable(found.destinationConfig())
                        .flatMap(config -> Optional.ofNullable(config.onFailure()))
                        .flatMap(onFailure -> Optional.ofNullable(onFailure.destination())),
                    found));
  }

  /**
   * A Kinesis mapping.
   *
   * @param uuid its id
   * @param stream what it reads
   * @param function what it calls
   * @param destination where its dead letters go
   * @param settings all of it
   */
  public record Mapping(
      String uuid,
      StreamArn stream,
      FunctionRef function,
      Optional<String> destination,
      EventSourceMappingConfiguration settings) {

    /** Tells whether it reads in an answer which records failed (ESM-8). */
    public boolean reports() {
      return settings.functionResponseTypes().contains(REPORT_BATCH_ITEM_FAILURES);
    }
  }
}
