package io.weir.local.http;

import static io.weir.local.http.Services.echo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No web page can drive the endpoint, and every program of this machine can. */
@Timeout(30)
final class CallersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:4566",
        "Host: 127.0.0.1.evil.example",
        "Host: 192.168.0.7",
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: https://localhost.evil.example",
        "Sec-Fetch-Site: cross-site"
      })
  void aRequestOfAWebPageIsRefusedWithASentence(String header) throws IOException {
    String answer = answer(header);

    assertThat(answer).startsWith("HTTP/1.1 403 ").contains("\"__type\":\"AccessDenied\"");
    assertThat(answer).containsAnyOf("is not this machine", "Web pages may not call this endpoint");
    assertThat(answer).doesNotContain("served it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost:4566",
        "Host: bucket.localhost:4566",
        "Host: 127.0.0.1",
        "Host: [::1]:4566",
        "Origin: http://localhost:3000",
        "Sec-Fetch-Site: none"
      })
  void aProgramOfThisMachineIsServed(String header) throws IOException {
    assertThat(answer(header)).startsWith("HTTP/1.1 200 ").contains("served it");
  }

  @Test
  void aRequestWithoutAHostIsServed() {
    assertThat(Callers.objection(name -> Map.<String, String>of().getOrDefault(name, "")))
        .isEqualTo(Optional.empty());
  }

  /** By hand: no client of the JDK's sends another's host. */
  private static String answer(String header) throws IOException {
    try (Endpoint endpoint = Endpoint.bind(0).serve("a", echo("/", "served it")).start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      String host = header.startsWith("Host") ? "" : "Host: 127.0.0.1\r\n";
      String request = "POST / HTTP/1.1\r\n" + host + header + "\r\nConnection: close\r\n";
      socket
          .getOutputStream()
          .write((request + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
