package io.weir.replayer.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One client of each service, made when it is first asked for and closed with this. Making one
 * costs a tenth of a second, which {@code --help} need not pay.
 */
public final class AwsClients implements Services, AutoCloseable {

  /** A function may run for 15 minutes (LAM-1). */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(16);

  private final AwsSettings settings;
  private final Map<Class<?>, AutoCloseable> clients = new HashMap<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable SdkHttpClient http;
  private @Nullable AwsCredentialsProvider credentials;

  /** Makes no client yet. */
  public AwsClients(AwsSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns the client of Kinesis. It speaks JSON to an endpoint that is not AWS's own: emulators
   * need not know CBOR, and the SDK has no setting for it but this one.
   */
  @Override
  public synchronized KinesisClient kinesis() {
    speakJson();
    return client(KinesisClient.class, () -> built(KinesisClient.builder()));
  }

  private void speakJson() {
    if (hasOwnEndpoint("AWS_ENDPOINT_URL_KINESIS")) {
      System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), "false");
    }
  }

  /** Tells whether calls go elsewhere than to AWS: by an option, or by the SDK's own settings. */
  private boolean hasOwnEndpoint(String ofService) {
    return settings.endpoint().isPresent()
        || System.getProperty("aws.endpointUrl") != null
        || System.getenv("AWS_ENDPOINT_URL") != null
        || System.getenv(ofService) != null;
  }

  @Override
  public SqsClient sqs() {
    return client(SqsClient.class, () -> built(SqsClient.builder()));
  }

  /** Returns the client of DynamoDB. */
  @Override
  public DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.class, () -> built(DynamoDbClient.builder()));
  }

  @Override
  public LambdaClient lambda() {
    return client(LambdaClient.class, () -> built(LambdaClient.builder()));
  }

  /**
   * Returns a client of Lambda that waits as long as a function may run, and never repeats a call:
   * whether one that broke off was made is not for it to guess.
   */
  public LambdaClient lambdaOnce() {
    return client(LambdaOnce.class, () -> new LambdaOnce(once(LambdaClient.builder()))).client();
  }

  /** Returns a client of Kinesis that never repeats a call. */
  public KinesisClient kinesisOnce() {
    speakJson();
    return client(KinesisOnce.class, () -> new KinesisOnce(once(KinesisClient.builder()))).client();
  }

  private record LambdaOnce(LambdaClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  private record KinesisOnce(KinesisClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  /** Returns the client of S3; with an endpoint of its own it puts the bucket into the path. */
  public S3Client s3() {
    return client(
        S3Client.class,
        () -> built(S3Client.builder().forcePathStyle(hasOwnEndpoint("AWS_ENDPOINT_URL_S3"))));
  }

  /** Returns the client of CloudFormation. */
  @Override
  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class, () -> built(CloudFormationClient.builder()));
  }

  /**
   * Returns the region that is spoken to.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException if none is configured
   */
  public Region region() {
    return settings
        .region()
        .map(Region::of)
        .orElseGet(
            () ->
                DefaultAwsRegionProviderChain.builder().profileName(profile()).build().getRegion());
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("an SDK client could not be closed", e);
      }
    }
  }

  private synchronized <C extends AutoCloseable> C client(Class<C> type, Supplier<C> maker) {
    return type.cast(clients.computeIfAbsent(type, key -> opened(maker.get())));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.push(resource);
    return resource;
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C built(B builder) {
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.region(region()).credentialsProvider(credentials()).httpClient(http()).build();
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C once(B builder) {
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(region())
        .credentialsProvider(credentials())
        .httpClient(opened(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_CALL).build()))
        .overrideConfiguration(
            it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(LONGEST_CALL))
        .build();
  }

  private AwsCredentialsProvider credentials() {
    if (credentials == null) {
      credentials =
          settings.profile().isPresent()
              ? ofProfile(settings.profile().get())
              : opened(DefaultCredentialsProvider.builder().build());
    }
    return credentials;
  }

  /** A profile that is named is used: in the default chain the environment would come first. */
  private AwsCredentialsProvider ofProfile(String name) {
    return opened(ProfileCredentialsProvider.create(name));
  }

  private SdkHttpClient http() {
    if (http == null) {
      http = opened(UrlConnectionHttpClient.create());
    }
    return http;
  }

  private String profile() {
    return settings
        .profile()
        .orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
  }

  /**
   * Which AWS is spoken to. What is absent is found as the AWS CLI finds it.
   *
   * @param region as in {@code eu-central-1}
   * @param profile of the shared configuration files
   * @param endpoint instead of AWS's own
   */
  public record AwsSettings(
      Optional<String> region, Optional<String> profile, Optional<URI> endpoint) {

    /** Tells whether a profile is named that the configuration files do not have. */
    public boolean isProfileUnknown() {
      return profile.isPresent()
          && ProfileFile.defaultProfileFile().profile(profile.get()).isEmpty();
    }
  }
}
