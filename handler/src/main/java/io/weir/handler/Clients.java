package io.weir.handler;

import io.weir.handler.store.InsertBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients. Region, credentials and endpoint come from the SDK's own variables.
 *
 * <p>They never retry by themselves: only the caller knows which entries of a batch failed, and how
 * long the invocation still lasts. They use the JDK's own HTTP client: of those that the SDK knows
 * it comes up first (decision 12).
 */
final class Clients {

  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** A call has a limit of its own, which is shorter; the SDK's clients have this one. */
  private static final Duration READ = Duration.ofSeconds(30);

  /** As long as AWS's other clients keep an unused connection. */
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** A function has no profile files: what is not looked for is not loaded at a cold start. */
  private static final ClientOverrideConfiguration ONE_ATTEMPT =
      ClientOverrideConfiguration.builder()
          .retryStrategy(AwsRetryStrategy.doNotRetry())
          .defaultProfileFile(ProfileFile.aggregator().build())
          .build();

  private static final ClientOverrideConfiguration INSERTS =
      ONE_ATTEMPT.toBuilder().addExecutionInterceptor(new InsertBody()).build();

  private Clients() {}

  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClient(http()).overrideConfiguration(INSERTS).build();
  }

  /** Returns a client that goes through all but the network. */
  static DynamoDbClient rehearsal(SdkHttpClient transport) {
    return DynamoDbClient.builder()
        .httpClient(transport)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming")))
        .overrideConfiguration(INSERTS)
        .build();
  }

  static SqsClient sqs() {
    return SqsClient.builder().httpClient(http()).overrideConfiguration(ONE_ATTEMPT).build();
  }

  static SdkHttpClient http() {
    return http((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** The SDK would make its own connections, whose TLS cannot be aborted. */
  static SdkHttpClient http(SSLSocketFactory tls) {
    keepConnections();
    SSLSocketFactory abortable = new AbortableTls(tls);
    return UrlConnectionHttpClient.create(uri -> open(uri, abortable));
  }

  private static HttpURLConnection open(URI uri, SSLSocketFactory tls) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      if (connection instanceof HttpsURLConnection secure) {
        secure.setSSLSocketFactory(tls);
      }
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) READ.toMillis());
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the JDK keep as many connections as calls can be under way, and for longer than its five
   * seconds: a new one costs two round trips. It looks at a kept one before it writes, so that one
   * which the other side has closed is not used.
   *
   * <p>What is set on the command line stays as it is.
   */
  private static void keepConnections() {
    Properties properties = System.getProperties();
    properties.putIfAbsent("http.maxConnections", Integer.toString(Settings.MOST_IN_FLIGHT));
    properties.putIfAbsent("http.keepAlive.time.server", Long.toString(IDLE.toSeconds()));
  }
}
