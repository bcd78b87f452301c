package io.weir.chaos.simulate;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** Lambda as it is asked for what there is: page by page, and not always answering. */
final class AccountLambda implements LambdaClient {

  private final World world;
  private final Account account;
  private final Refusals refusals;

  AccountLambda(World world, Account account) {
    this.world = world;
    this.account = account;
    this.refusals = new Refusals(world);
  }

  private <T> T call(String what, Supplier<T> answer) {
    return world.effect(
        what,
        () -> {
          if (world.weather().strikes(Fault.LISTING_REFUSED)) {
            RuntimeException refusal = refusals.any();
            world.note("the account refuses " + what + ": " + refusal);
            throw refusal;
          }
          return answer.get();
        });
  }

  @Override
  public ListEventSourceMappingsResponse listEventSourceMappings(
      ListEventSourceMappingsRequest request) {
    return call(
        "the question for mappings",
        () -> {
          String source = request.eventSourceArn();
          List<EventSourceMappingConfiguration> all =
              account.mappings().stream()
                  .filter(it -> source == null || it.source().equals(source))
                  .map(Account.Mapping::settings)
                  .toList();
          int from = request.marker() == null ? 0 : Integer.parseInt(request.marker());
          int to = Math.min(all.size(), from + account.page());
          return ListEventSourceMappingsResponse.builder()
              .eventSourceMappings(all.subList(from, to))
              .nextMarker(to < all.size() ? String.valueOf(to) : null)
              .build();
        });
  }

  @Override
  public GetFunctionConfigurationResponse getFunctionConfiguration(
      GetFunctionConfigurationRequest request) {
    return call(
        "the question for the function",
        () ->
            GetFunctionConfigurationResponse.builder()
                .role(account.role().isEmpty() ? null : account.role())
                .build());
  }

  /** Tells whether a call would be allowed. Only dry runs are allowed here. */
  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    if (request.invocationType() != InvocationType.DRY_RUN) {
      throw new IllegalStateException("a question that calls the function");
    }
    return call("the question for a call", () -> InvokeResponse.builder().statusCode(204).build());
  }

  @Override
  public String serviceName() {
    return "lambda";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
