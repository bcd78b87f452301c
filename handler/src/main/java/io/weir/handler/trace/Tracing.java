package io.weir.handler.trace;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * X-Ray's daemon, which Lambda runs beside a function that is traced (LAM-72).
 *
 * <p>The subsegments are written by hand, because AWS's own library is at its end and would be
 * loaded at each cold start (decision 18). An invocation that is not sampled costs the look at its
 * header.
 */
public final class Tracing {

  /** Traces nothing. */
  public static final Tracing OFF = from(Map.of(), InstantSource.system(), new Random());

  private static final String DAEMON = "AWS_XRAY_DAEMON_ADDRESS";
  private static final String HEADER = "com.amazonaws.xray.traceHeader";
  private static final String PREFIX = "{\"format\":\"json\",\"version\":1}\n";

  private final Optional<SocketAddress> daemon;

  private final InstantSource clock;
  private final RandomGenerator random;

  private Tracing(Optional<SocketAddress> daemon, InstantSource clock, RandomGenerator random) {
    this.daemon = daemon;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Returns the daemon that the environment names; without one no invocation is traced.
   *
   * @param random makes the subsegments' ids; copies of a snapshot must not share it (LAM-41)
   */
  public static Tracing from(
      Map<String, String> environment, InstantSource clock, RandomGenerator random) {
    return new Tracing(address(environment.getOrDefault(DAEMON, "")), clock, random);
  }

  /** Reads {@code host:port}, or {@code tcp:host:port udp:host:port}. */
  private static Optional<SocketAddress> address(String text) {
    String udp =
        Arrays.stream(text.strip().split("\\s+", -1))
            .filter(part -> !part.startsWith("tcp:"))
            .findFirst()
            .map(part -> part.startsWith("udp:") ? part.substring("udp:".length()) : part)
            .orElse("");
    int colon = udp.lastIndexOf(':');
    String port = udp.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    return Optional.of(new InetSocketAddress(udp.substring(0, colon), Integer.parseInt(port)));
  }

  /**
   * Begins the subsegment of an invocation; empty where the invocation is not traced.
   *
   * @param service the value of its annotation {@code Service}
   * @param cold the value of its annotation {@code ColdStart}
   */
  public Optional<InvocationTrace> begin(Context context, String service, boolean cold) {
    return daemon.isEmpty()
        ? Optional.empty()
        : TraceHeader.sampled(header(context))
            .map(header -> new InvocationTrace(this, header, service, cold));
  }

  /** The property is that of the process: overlapping invocations have it in their contexts. */
  private static String header(Context context) {
    String own = context.getXrayTraceId();
    return Objects.requireNonNullElse(own, System.getProperty(HEADER, ""));
  }

  Instant now() {
    return clock.instant();
  }

  String newId() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** Says it or does not: a trace must not undo what became of the records. */
  void send(String document) {
    byte[] bytes = (PREFIX + document).getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, daemon.orElseThrow()));
    } catch (IOException | IllegalArgumentException e) {
      return; // the daemon is gone, or its name is not known
    }
  }
}
