package io.weir.local.wire;

import io.weir.local.http.Forwarder;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A wire with faults: listens on loopback, passes requests on to one endpoint, and breaks some of
 * them on the way. While the endpoint is down it answers 503.
 */
public final class FaultProxy implements AutoCloseable {

  private static final AtomicLong THREADS = new AtomicLong();

  private final ServerSocket server;
  private final Forwarder forwarder;
  private final Faults faults;
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::thread);
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final LongAdder passed = new LongAdder();
  private final Map<FaultKind, LongAdder> struck = new ConcurrentHashMap<>();

  private FaultProxy(ServerSocket server, URI target, Faults faults) {
    this.server = server;
    this.forwarder = new Forwarder(target);
    this.faults = faults;
  }

  /**
   * Starts to listen.
   *
   * @param target where requests go
   */
  public static FaultProxy start(URI target, Faults faults) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      FaultProxy proxy = new FaultProxy(new ServerSocket(0, 0, loopback), target, faults);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
    }
  }

  /** Returns the address for clients. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns how many requests there were, those that met a fault included. */
  public long calls() {
    return passed() + struck().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns how many requests have met each kind of fault. */
  public Map<FaultKind, Long> struck() {
    Map<FaultKind, Long> counts = new TreeMap<>();
    struck.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }

  /** Returns how many requests have passed as they were. */
  public long passed() {
    return passed.sum();
  }

  /** Ends every connection, and abandons what is under way. */
  @Override
  public void close() {
    try {
      server.close();
      for (HttpConnection connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      acceptOne();
    }
  }

  private void acceptOne() {
    try {
      HttpConnection connection = new HttpConnection(server.accept());
      open.add(connection);
      threads.execute(() -> serve(connection));
    } catch (IOException e) {
      return; // the server is closed, or a client went away before it was there
    }
  }

  private void serve(HttpConnection connection) {
    try (connection) {
      boolean alive = true;
      while (alive) {
        Optional<Request> request = connection.read();
        alive = request.isPresent() && pass(request.get(), connection);
      }
    } catch (IOException e) {
      return; // the client went away, or was idle for long: that is its right
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the proxy is closing
    } finally {
      open.remove(connection);
    }
  }

  /** Handles one request, and returns whether the connection is still good for another. */
  private boolean pass(Request request, HttpConnection connection)
      throws IOException, InterruptedException {
    Optional<AwsService> service = AwsService.of(request);
    Optional<Fault> fault = service.flatMap(it -> faults.next(it, request));
    if (service.isEmpty() || fault.isEmpty()) {
      passed.increment();
      connection.write(forwarder.forward(request));
      return true;
    }
    struck.computeIfAbsent(fault.get().kind(), kind -> new LongAdder()).increment();
    TimeUnit.NANOSECONDS.sleep(fault.get().delay().toNanos());
    return strike(fault.get(), service.get(), request, connection);
  }

  private boolean strike(
      Fault fault, AwsService service, Request request, HttpConnection connection)
      throws IOException {
    switch (fault.kind()) {
      case DELAY -> connection.write(forwarder.forward(request));
      case FAILED -> connection.write(service.fail(request));
      case THROTTLED -> connection.write(service.throttle(request));
      case PARTLY_THROTTLED ->
          connection.write(
              PartialBatch.of(request)
                  .map(batch -> batch.answer(forwarder::forward))
                  .orElseGet(() -> service.throttle(request)));
      case DONE_AND_FAILED -> {
        forwarder.forward(request);
        connection.write(service.fail(request));
      }
      case RESET -> connection.reset();
      case ANSWER_LOST -> {
        forwarder.forward(request);
        connection.reset();
      }
      case ANSWER_CUT -> connection.cut(forwarder.forward(request));
      case DELETION_LIES ->
          connection.write(Untruth.deletion(request).orElseGet(() -> service.throttle(request)));
      case SENT_TWICE -> {
        if (Untruth.isSend(request)) {
          forwarder.forward(request);
        }
        connection.write(forwarder.forward(request));
      }
      case TRANSACTION_CONFLICT ->
          connection.write(Untruth.conflict(request).orElseGet(() -> service.throttle(request)));
    }
    return !Set.of(FaultKind.RESET, FaultKind.ANSWER_LOST, FaultKind.ANSWER_CUT)
        .contains(fault.kind());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "weir-wire-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
