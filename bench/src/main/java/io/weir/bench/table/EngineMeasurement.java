package io.weir.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Spread;
import io.weir.bench.measure.Table;
import io.weir.local.dynamodb.DynamoDb;
import io.weir.local.http.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The table engine in the process, and behind the endpoint. */
public final class EngineMeasurement implements Measurement {

  private static final int CLIENTS = 4;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e6;
  private static final int MEGABYTE = 1 << 20;

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    int inserts = effort.quick() ? 5_000 : 200_000;
    int items = effort.quick() ? 10_000 : 1_000_000;
    List<Double> inProcess = new ArrayList<>();
    List<Double> overHttp = new ArrayList<>();
    List<Double> query = new ArrayList<>();
    for (int round = 1; round <= effort.rounds(); round++) {
      effort.progress().accept("table: round " + round + " of " + effort.rounds());
      inProcess.add(insertsInProcess(inserts));
      overHttp.add(insertsOverHttp(inserts / CLIENTS));
      query.add(queryMillis());
    }
    return List.of(
        new Table(
            "The table engine",
            "java -jar bench/target/bench.jar table",
            List.of(
                "Inserts are PartiQL `INSERT`s of events of 350 bytes, 25 to a"
                    + " `BatchExecuteStatement`, from four threads. Over HTTP the JDK's client and"
                    + " the endpoint of `local` share the two processors with the engine. The query"
                    + " reads one page of 1 MB, answer written. The heap is what is used after a"
                    + " collection."),
            List.of("what", "figure"),
            List.of(
                List.of("inserts a second, in the process", Spread.of(inProcess)),
                List.of("inserts a second, over HTTP", Spread.of(overHttp)),
                List.of("a query of 1 MB, ms", Spread.of(query)),
                List.of("heap of %,d items of 500 bytes, MB".formatted(items), heap(items)))));
  }

  private static double insertsInProcess(int inserts) {
    try (Requests engine = Requests.open()) {
      long start = System.nanoTime();
      together(client -> engine.insert(client, inserts / CLIENTS));
      return inserts / ((System.nanoTime() - start) / NANOS);
    }
  }

  private static double insertsOverHttp(int inserts) {
    try (DynamoDb service = DynamoDb.inMemory();
        Endpoint endpoint = Endpoint.bind(0).serve("dynamodb", service).start()) {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      send(http, endpoint.uri(), "CreateTable", Requests.DEFINITION);
      long start = System.nanoTime();
      together(
          client -> {
            for (String batch : Requests.batches(client, inserts / CLIENTS)) {
              send(http, endpoint.uri(), "BatchExecuteStatement", batch);
            }
          });
      return inserts / ((System.nanoTime() - start) / NANOS);
    }
  }

  private static void send(HttpClient http, URI endpoint, String operation, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200 || response.body().contains("\"Error\"")) {
        throw new IllegalStateException(response.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException("no answer to " + operation, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static double queryMillis() {
    try (Requests engine = Requests.open()) {
      engine.fill(4_000, "one");
      engine.query("one"); // loads what the first query loads
      long start = System.nanoTime();
      JsonNode page = engine.query("one");
      double millis = (System.nanoTime() - start) / MILLIS;
      if (!page.has("LastEvaluatedKey")) {
        throw new IllegalStateException("a page of less than 1 MB");
      }
      return millis;
    }
  }

  private static double heap(int items) {
    long before = used();
    try (Requests engine = Requests.open()) {
      engine.fill(items, "many");
      double megabytes = (double) (used() - before) / MEGABYTE;
      engine.query("many"); // so that the engine is not collected
      return megabytes;
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** What one of several clients does. */
  @FunctionalInterface
  private interface Client {
    void run(int client);
  }

  private static void together(Client work) {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(
            () -> {
              work.run(client);
              return client;
            });
      }
      for (Future<Integer> each : threads.invokeAll(clients)) {
        each.get(10, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("a client failed", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
