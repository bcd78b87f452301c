package io.weir.infra;

import io.weir.infra.Comparison.RefusedChangeException;
import io.weir.infra.loss.Template;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The account that CDK has credentials for, as far as the app asks it. It changes nothing. */
final class Account {

  private final String region;
  private final Optional<URI> endpoint;

  private Account(String region, Optional<URI> endpoint) {
    this.region = region;
    this.endpoint = endpoint;
  }

  /** Returns one where the CDK command line has found credentials and says so. */
  static Optional<Account> of(Map<String, String> environment) {
    String account = environment.getOrDefault("CDK_DEFAULT_ACCOUNT", "");
    String region = environment.getOrDefault("CDK_DEFAULT_REGION", "");
    return account.isEmpty() || region.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Account(
                region, Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")).map(URI::create)));
  }

  /** Returns one at an endpoint, such as an emulator's. */
  static Account at(URI endpoint, String region) {
    return new Account(region, Optional.of(endpoint));
  }

  /** Returns what is deployed under a name; empty, if nothing is. */
  Optional<Template> template(String stack) {
    try (CloudFormationClient formation = client(CloudFormationClient.builder())) {
      return Optional.of(
          Template.parse(formation.getTemplate(it -> it.stackName(stack)).templateBody()));
    } catch (AwsServiceException e) {
      if (e.getMessage() != null && e.getMessage().contains("does not exist")) {
        return Optional.empty();
      }
      throw unknown(stack, e);
    } catch (SdkException e) {
      throw unknown(stack, e);
    } catch (IOException e) {
      throw new RefusedChangeException(
          stack + ": its deployed template is no JSON: give it as JSON with -c deployed=FILE");
    }
  }

  private static RefusedChangeException unknown(String stack, Exception e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new RefusedChangeException(
        stack
            + ": CloudFormation does not say what is deployed ("
            + first
            + "); give it with -c deployed=FILE, or AWS_PROFILE in the environment instead of"
            + " --profile");
  }

  /** Makes a client that goes where the command line goes. */
  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    if (builder
        instanceof software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<?, ?> sync) {
      sync.httpClient(UrlConnectionHttpClient.create());
    }
    return builder.region(Region.of(region)).build();
  }
}
