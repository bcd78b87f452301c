package io.weir.local.mapping.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.local.http.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetricsConfig;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The API of mappings as AWS's SDK meets it. */
@Timeout(60)
final class EventSourceMappingsTest {

  private static final String ORDERS = FakeConnections.STREAMS + "orders";

  private final FakeConnections connections = new FakeConnections();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Registry registry =
      new Registry(
          connections, "123456789012", Optional.empty(), InstantSource.system(), this::warned);
  private final Endpoint endpoint =
      Endpoint.bind(0).serve("mappings", new EventSourceMappings(registry)).start();
  private final LambdaClient client =
      LambdaClient.builder()
          .endpointOverride(endpoint.uri())
          .region(Region.US_EAST_1)
          .httpClient(UrlConnectionHttpClient.create())
          .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .build();

  @AfterEach
  void close() {
    client.close();
    registry.close();
    endpoint.close();
  }

  @Test
  void whatIsNotSaidHasLambdasDefaults() { // ESM-47
    CreateEventSourceMappingResponse created = create(request -> {});

    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(202);
    assertThat(created.state()).isEqualTo("Creating");
    assertThat(created.lastProcessingResult()).isEqualTo("No records processed");
    assertThat(created.stateTransitionReason()).isEqualTo("User action");
    assertThat(created.batchSize()).isEqualTo(100);
    assertThat(created.maximumBatchingWindowInSeconds()).isZero();
    assertThat(created.parallelizationFactor()).isEqualTo(1);
    assertThat(created.maximumRetryAttempts()).isEqualTo(-1);
    assertThat(created.maximumRecordAgeInSeconds()).isEqualTo(-1);
    assertThat(created.bisectBatchOnFunctionError()).isFalse();
    assertThat(created.tumblingWindowInSeconds()).isZero();
    assertThat(created.functionResponseTypes()).isEmpty();
    assertThat(created.destinationConfig().onFailure().destination()).isNull();
    assertThat(created.filterCriteria()).isNull();
    assertThat(created.eventSourceMappingArn())
        .isEqualTo("arn:aws:lambda:us-east-1:123456789012:event-source-mapping:" + created.uuid());
    assertThat(get(created.uuid()).state()).isEqualTo("Enabled");
  }

  @Test
  void whatIsSaidIsToldAgainAndDone() {
    connections.put("orders", "wanted", "unwanted");

    CreateEventSourceMappingResponse created =
        create(
            request ->
                request
                    .batchSize(7)
                    .maximumRetryAttempts(3)
                    .maximumRecordAgeInSeconds(60)
                    .bisectBatchOnFunctionError(true)
                    .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                    .filterCriteria(
                        criteria ->
                            criteria.filters(
                                Filter.builder()
                                    .pattern("{\"partitionKey\":[\"wanted\"]}")
                                    .build()))
                    .destinationConfig(
                        config -> config.onFailure(to -> to.destination(FakeConnections.QUEUE))));

    GetEventSourceMappingResponse told = get(created.uuid());
    assertThat(told.batchSize()).isEqualTo(7);
    assertThat(told.maximumRetryAttempts()).isEqualTo(3);
    assertThat(told.maximumRecordAgeInSeconds()).isEqualTo(60);
    assertThat(told.bisectBatchOnFunctionError()).isTrue();
    assertThat(told.functionResponseTypesAsStrings()).containsExactly("ReportBatchItemFailures");
    assertThat(told.filterCriteria().filters()).hasSize(1);
    assertThat(told.destinationConfig().onFailure().destination()).isEqualTo(FakeConnections.QUEUE);
    await().until(() -> connections.delivered().equals(List.of("wanted")));
    await().until(() -> get(created.uuid()).lastProcessingResult().equals("OK"));
  }

  @Test
  void aDisabledMappingGoesOnFromItsCheckpoint() { // ESM-36
    String id = create(request -> {}).uuid();
    connections.put("orders", "1", "2");
    await().until(() -> connections.delivered().size() == 2);

    assertThat(client.updateEventSourceMapping(update -> update.uuid(id).enabled(false)).state())
        .isEqualTo("Disabling");
    assertThat(get(id).state()).isEqualTo("Disabled");
    connections.put("orders", "3");
    assertThat(client.updateEventSourceMapping(update -> update.uuid(id).enabled(true)).state())
        .isEqualTo("Enabling");
    await().until(() -> connections.delivered().size() == 3);

    assertThat(connections.delivered()).containsExactly("1", "2", "3");
  }

  @Test
  void aChangeKeepsWhatItDoesNotName() {
    String id = create(request -> request.batchSize(7).maximumRetryAttempts(2)).uuid();

    assertThat(
            client
                .updateEventSourceMapping(update -> update.uuid(id).parallelizationFactor(3))
                .state())
        .isEqualTo("Updating");

    assertThat(get(id).batchSize()).isEqualTo(7);
    assertThat(get(id).maximumRetryAttempts()).isEqualTo(2);
    assertThat(get(id).parallelizationFactor()).isEqualTo(3);
    assertThat(get(id).startingPosition()).isEqualTo(EventSourcePosition.TRIM_HORIZON);
  }

  @Test
  void aDeletedMappingIsGone() {
    String id = create(request -> {}).uuid();

    assertThat(client.deleteEventSourceMapping(delete -> delete.uuid(id)).state())
        .isEqualTo("Deleting");

    assertThatThrownBy(() -> get(id))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The resource you requested does not exist.");
    assertThat(client.listEventSourceMappings().eventSourceMappings()).isEmpty();
    assertThat(connections.forgotten()).hasToString("[" + id + "]");
  }

  @Test
  void mappingsAreListedInPagesByStreamAndByFunction() {
    for (int n = 0; n < 5; n++) {
      String stream = FakeConnections.STREAMS + "s" + n;
      create(request -> request.eventSourceArn(stream));
    }

    assertThat(
            client.listEventSourceMappingsPaginator(list -> list.maxItems(2)).stream()
                .flatMap(page -> page.eventSourceMappings().stream())
                .map(EventSourceMappingConfiguration::eventSourceArn)
                .distinct())
        .hasSize(5);
    assertThat(
            client
                .listEventSourceMappings(
                    list -> list.eventSourceArn(FakeConnections.STREAMS + "s3"))
                .eventSourceMappings())
        .hasSize(1);
    assertThat(client.listEventSourceMappings(list -> list.functionName("f")).eventSourceMappings())
        .hasSize(5);
    assertThat(client.listEventSourceMappings(list -> list.functionName("g")).eventSourceMappings())
        .isEmpty();
  }

  @Test
  void theSameStreamAndFunctionAreMappedOnce() { // ESM-47
    String id = create(request -> {}).uuid();

    assertThatThrownBy(() -> create(request -> {}))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "The event source arn (\" "
                + ORDERS
                + " \") and function (\" f \") provided mapping"
                + " already exists. Please update or delete the existing mapping with UUID "
                + id);
  }

  @Test
  void metricsAndTagsAreToldAgain() {
    CreateEventSourceMappingResponse created =
        create(
            request ->
                request
                    .metricsConfig(config -> config.metrics(EventSourceMappingMetric.EVENT_COUNT))
                    .tags(Map.of("team", "orders")));

    client.updateEventSourceMapping(update -> update.uuid(created.uuid()).batchSize(3));

    assertThat(get(created.uuid()).metricsConfig().metrics())
        .containsExactly(EventSourceMappingMetric.EVENT_COUNT);
    assertThat(client.listTags(it -> it.resource(created.eventSourceMappingArn())).tags())
        .containsExactly(Map.entry("team", "orders"));
    client.updateEventSourceMapping(
        update ->
            update
                .uuid(created.uuid())
                .metricsConfig(
                    EventSourceMappingMetricsConfig.builder().metrics(List.of()).build()));
    assertThat(get(created.uuid()).metricsConfig()).isNull();
  }

  @Test
  void aWindowThatIsNoShorterThanTheRecordAgeIsWarnedOf() { // ESM-4, ESM-19
    create(request -> request.maximumBatchingWindowInSeconds(59).maximumRecordAgeInSeconds(60));
    assertThat(warnings).isEmpty();

    create(
        request ->
            request
                .eventSourceArn(ORDERS + "2")
                .maximumBatchingWindowInSeconds(60)
                .maximumRecordAgeInSeconds(60));
    assertThat(warnings)
        .singleElement()
        .matches(line -> line.contains("no shorter than the maximum record age"));
  }

  @Test
  void aMappingWhoseQueueIsGoneCanBeChangedAndDisabled() { // ESM-68
    String id =
        create(
                request ->
                    request.destinationConfig(
                        config -> config.onFailure(to -> to.destination(FakeConnections.QUEUE))))
            .uuid();
    connections.removeQueue();

    client.updateEventSourceMapping(update -> update.uuid(id).batchSize(9));
    assertThat(get(id).state()).isEqualTo("Enabled");
    client.updateEventSourceMapping(update -> update.uuid(id).enabled(false));

    assertThat(get(id).state()).isEqualTo("Disabled");
    assertThat(get(id).batchSize()).isEqualTo(9);
  }

  @Test
  void whileOneMappingWaitsForItsInvocationTheOthersAreChanged() throws InterruptedException {
    String other = create(request -> request.eventSourceArn(ORDERS + "2")).uuid();
    connections.hold();
    connections.put("orders", "1");
    String held = create(request -> {}).uuid();
    await().until(connections::isHolding);
    Thread deletion = new Thread(() -> registry.delete(UUID.fromString(held)));
    deletion.start();
    await().until(() -> deletion.getState() == Thread.State.TIMED_WAITING);

    client.updateEventSourceMapping(update -> update.uuid(other).batchSize(5));
    create(request -> request.eventSourceArn(ORDERS + "3"));
    assertThat(client.listEventSourceMappings().eventSourceMappings()).hasSize(3);
    assertThatThrownBy(() -> client.deleteEventSourceMapping(delete -> delete.uuid(held)))
        .hasMessageContaining("because it is in use");
    assertThat(deletion.isAlive()).isTrue();

    connections.release();
    deletion.join();
    assertThat(get(other).batchSize()).isEqualTo(5);
  }

  private void warned(String line) {
    warnings.add(line);
  }

  private CreateEventSourceMappingResponse create(
      Consumer<CreateEventSourceMappingRequest.Builder> more) {
    return client.createEventSourceMapping(
        request -> {
          request
              .functionName("f")
              .eventSourceArn(ORDERS)
              .startingPosition(EventSourcePosition.TRIM_HORIZON);
          more.accept(request);
        });
  }

  private GetEventSourceMappingResponse get(String id) {
    return client.getEventSourceMapping(get -> get.uuid(id));
  }
}
