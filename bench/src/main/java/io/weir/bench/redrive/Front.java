package io.weir.bench.redrive;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A service whose calls are counted by their operations. */
final class Front implements Service {
  private final Service behind;
  private final Counts counts;

  Front(Service behind, Counts counts) {
    this.behind = behind;
    this.counts = counts;
  }

  /** How often each operation was called, of all services. */
  static final class Counts {
    private final Map<String, Long> calls = new ConcurrentSkipListMap<>();

    /** Forgets what was counted so far, and returns it. */
    synchronized Map<String, Long> take() {
      Map<String, Long> taken = new TreeMap<>(calls);
      calls.clear();
      return taken;
    }

    synchronized void add(String operation) {
      calls.merge(operation, 1L, Long::sum);
    }
  }

  @Override
  public boolean serves(Request request) {
    return behind.serves(request);
  }

  @Override
  public Reply handle(Request request) {
    counts.add(
        request
            .header("X-Amz-Target")
            .map(target -> target.substring(target.lastIndexOf('.') + 1))
            .orElseGet(() -> fromPath(request)));
    return behind.handle(request);
  }

  private static String fromPath(Request request) {
    return request.path().endsWith("/invocations") ? "Invoke" : request.method();
  }
}
