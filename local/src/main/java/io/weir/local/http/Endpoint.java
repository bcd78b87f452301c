package io.weir.local.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one loopback address behind which all services answer, so that {@code
 * AWS_ENDPOINT_URL=http://127.0.0.1:4566} is all an unmodified client needs.
 *
 * <p>Bound first and started later: a service may have to know the port before it can serve, and a
 * request that comes too early waits instead of being refused.
 */
public final class Endpoint implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Endpoint.class.getName());

  private final LoopbackHttp server;
  private final ExecutorService threads = Executors.newCachedThreadPool(Endpoint::thread);
  private final List<Route> routes = new CopyOnWriteArrayList<>();

  private Endpoint(int port) throws IOException {
    server = LoopbackHttp.bind(port, () -> new Exchange(this::reply, threads), Endpoint::thread);
  }

  /**
   * Takes a port of 127.0.0.1.
   *
   * @param port 0 for any free one
   * @throws StartException if the port is taken
   */
  public static Endpoint bind(int port) {
    try {
      return new Endpoint(port);
    } catch (BindException e) {
      throw new StartException(
          "port " + port + " is taken: stop what listens there or choose another with --port", e);
    } catch (IOException e) {
      throw new StartException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  /** Adds a service, to be asked after those added before it; its name is for people. */
  public Endpoint serve(String name, Service service) {
    routes.add(new Route(name, service));
    return this;
  }

  /** Starts to answer. */
  public Endpoint start() {
    server.start();
    return this;
  }

  /** Returns the port that was bound. */
  public int port() {
    return server.port();
  }

  /** Returns the address to hand to a client. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Closes all connections at once, and abandons what is under way. */
  @Override
  public void close() {
    server.close();
    threads.shutdownNow();
  }

  private Reply reply(Request request, String requestId) {
    Call call = Call.of(request);
    Optional<String> objection = Callers.objection(name -> request.header(name).orElse(""));
    if (objection.isPresent()) {
      return Problem.FOREIGN.reply(call, objection.get(), requestId);
    }
    try {
      for (Route route : routes) {
        if (route.service().serves(request)) {
          return route.service().handle(request);
        }
      }
      return Health.asksFor(request) ? Health.reply(names()) : unknown(request, call, requestId);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      LOG.log(Level.ERROR, "Request " + requestId + ", " + Problem.describe(request), e);
      return Problem.BUG.reply(call, "A bug of the emulator: " + e, requestId);
    }
  }

  private Reply unknown(Request request, Call call, String requestId) {
    Problem problem =
        call.protocol() == Call.Protocol.QUERY ? Problem.INVALID_ACTION : Problem.UNKNOWN;
    String service = call.service().isEmpty() ? "" : " of " + call.service();
    return problem.reply(
        call,
        "Nothing here serves %s%s; served: %s"
            .formatted(Problem.describe(request), service, names()),
        requestId);
  }

  private List<String> names() {
    return routes.stream().map(Route::name).toList();
  }

  private static final AtomicLong THREADS = new AtomicLong();

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "weir-http-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private record Route(String name, Service service) {}

  /** The endpoint's answer to a browser, or to a script that waits for it to be up. */
  static final class Health {
    private static final JsonMapper JSON = new JsonMapper();

    private Health() {}

    static boolean asksFor(Request request) {
      return request.method().equals("GET")
          && (request.path().equals("/") || request.path().equals("/_weir/health"));
    }

    static Reply reply(List<String> services) {
      ObjectNode body = JSON.createObjectNode().put("status", "ok");
      services.forEach(body.putArray("services")::add);
      return new Reply(
          200,
          Map.of("Content-Type", "application/json"),
          body.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
