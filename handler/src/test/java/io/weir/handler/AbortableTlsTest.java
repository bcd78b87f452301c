package io.weir.handler;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.weir.handler.store.InsertBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A call over TLS to a server that has stopped reading. */
@Timeout(60)
class AbortableTlsTest {

  private static final char[] PASSWORD = "password".toCharArray();
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** More than both sides' sockets take in: the writer stands still in the middle of it. */
  private static final int SIZE = 16 << 20;

  private static final int RECEIVED = 16 << 10;

  @TempDir private Path directory;
  private final List<Socket> connections = new ArrayList<>();
  private SSLContext tls;
  private SSLServerSocket server;

  @BeforeEach
  void listen() throws IOException, InterruptedException, GeneralSecurityException {
    tls = selfSigned(directory.resolve("keys.p12"));
    server = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
    server.setReceiveBufferSize(RECEIVED);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread = new Thread(this::acceptAndReadTheHeadOnly, "silent");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void acceptAndReadTheHeadOnly() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        InputStream in = connection.getInputStream();
        assertThat(new String(in.readNBytes(4), US_ASCII)).isEqualTo("POST");
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  @Test
  void endsAtItsLimitThoughItIsInTheMiddleOfWriting() {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClient(Clients.http(tls.getSocketFactory()))
            .endpointOverride(URI.create("https://127.0.0.1:" + server.getLocalPort()))
            .overrideConfiguration(it -> it.addExecutionInterceptor(new InsertBody()))
            .build()) {
      assertTimeoutPreemptively(
          LIMIT.multipliedBy(5),
          () ->
              assertThatThrownBy(
                      () -> client.batchExecuteStatement(InsertBody.request(new byte[SIZE], LIMIT)))
                  .isInstanceOf(ApiCallTimeoutException.class));
    }
  }

  /** The JDK has a tool for it, and no public class. */
  private static SSLContext selfSigned(Path keys)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException("keytool made no keys", e);
    }
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
