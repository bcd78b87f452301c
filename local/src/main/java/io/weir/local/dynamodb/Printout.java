package io.weir.local.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What DynamoDB Local prints: the port that it listens on, and the last lines of the rest. */
final class Printout implements Consumer<String> {
  private static final int MOST_LINES = 500;

  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void accept(String line) {
    if (line.startsWith(LoopbackLauncher.LISTENING)) {
      port.complete(Integer.valueOf(line.substring(LoopbackLauncher.LISTENING.length())));
      return;
    }
    lines.add(line);
    if (lines.size() > MOST_LINES) {
      lines.remove();
    }
  }

  /** Completes once it listens. */
  CompletableFuture<Integer> port() {
    return port;
  }

  synchronized String text() {
    return String.join("\n", lines);
  }
}
