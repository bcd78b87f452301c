package io.weir.bench.whole;

import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a batch costs with Weir's handler, and what it costs with the alternatives. */
public final class HandlerMeasurement implements Measurement {
  private static final int BATCH = 1000;

  /** A measured pair; equal pairs are one row. */
  private record Pair(Contender contender, BatchKind load) {}

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    Map<Pair, Samples> results = new LinkedHashMap<>();
    Set<Contender> contenders = new LinkedHashSet<>();
    pairs(effort).forEach(pair -> contenders.add(pair.contender()));
    pairs(effort).forEach(pair -> results.put(pair, new Samples()));
    try (Store store = Store.start();
        Arena arena = Arena.open(contenders, store, effort)) {
      for (int round = 1; round <= effort.rounds(); round++) {
        effort.progress().accept("handler: round " + round + " of " + effort.rounds());
        for (Map.Entry<Pair, Samples> entry : results.entrySet()) {
          arena.measure(entry.getKey().contender(), entry.getKey().load(), entry.getValue());
        }
      }
    }
    return List.of(table(results), ratios(results, effort.quick() ? 50 : BATCH));
  }

  private static List<Pair> pairs(Effort effort) {
    List<Integer> sizes = effort.quick() ? List.of(20, 50) : List.of(BATCH, 100, 10_000);
    int batch = effort.quick() ? 50 : BATCH;
    List<BatchKind> loads = new ArrayList<>();
    sizes.forEach(size -> loads.add(BatchKind.fresh(size)));
    loads.add(BatchKind.duplicates(batch));
    loads.add(BatchKind.poison(batch));
    List<Pair> pairs = new ArrayList<>();
    for (BatchKind load : loads) {
      pairs.add(new Pair(Contender.ours(), load));
      Contender.powertools().ifPresent(it -> pairs.add(new Pair(it, load)));
      for (Contender other : Contender.others()) {
        // A batch of 10,000 takes them a minute each, and says nothing new.
        if (!other.oneByOne() || load.events() <= BATCH) {
          pairs.add(new Pair(other, load));
        }
      }
    }
    pairs.add(new Pair(Contender.ours().behindSnapStart(), BatchKind.fresh(batch)));
    pairs.add(new Pair(Contender.sample().behindSnapStart(), BatchKind.fresh(batch)));
    return pairs;
  }

  private static Table table(Map<Pair, Samples> results) {
    List<List<Object>> rows = new ArrayList<>();
    results.forEach(
        (pair, samples) -> {
          List<Object> row = new ArrayList<>();
          row.add(pair.contender().name());
          row.add(pair.load().name());
          row.add(pair.load().events());
          row.addAll(samples.cells());
          rows.add(row);
        });
    return new Table(
        "The handler, whole invocations",
        "java -jar bench/target/bench.jar handler",
        List.of(
            "The store is a stand-in that answers each call after 5 ms and costs the client"
                + " nothing, in a process of its own, so what is seen is the client. Each"
                + " contender is its deployed jar in a JVM with the options of Lambda's runtime"
                + " (C1, serial collector), warm. CPU is what the operating system charged to that"
                + " process: compiler, collector and logging are in it.",
            "With C2 too is how Java 25 runs behind SnapStart, as `infra` deploys it, and with"
                + " provisioned concurrency (LAM-4); such a process has made 50,000 calls"
                + " before, others 500.",
            "Events have about 365 bytes. Weir stores more per event than the others (the hash and"
                + " the origin), and judges it more strictly.",
            powertools()),
        List.of(
            "contender",
            "batch",
            "events",
            "CPU ms / 1000 events",
            "wall ms / batch",
            "round trips / 1000 events",
            "KB sent / 1000 events",
            "KB allocated / event"),
        rows);
  }

  private static String powertools() {
    return Contender.powertools().isPresent()
        ? "Weir with Powertools' batch utility is powertools-handler.jar, as the profile"
            + " `powertools` makes it."
        : "Weir with Powertools' batch utility is not in the table: there is no"
            + " powertools-handler.jar. Build it: mvn -Dquick -Ppowertools package";
  }

  private static Table ratios(Map<Pair, Samples> results, int batch) {
    BatchKind fresh = BatchKind.fresh(batch);
    Samples ours = sample(results, new Pair(Contender.ours(), fresh));
    List<List<Object>> rows = new ArrayList<>();
    for (Contender other : Contender.others()) {
      rows.add(row(other.name(), sample(results, new Pair(other, fresh)), ours));
    }
    rows.add(
        row(
            "sequential PutItem, Weir, both with C2 too",
            sample(results, new Pair(Contender.sample().behindSnapStart(), fresh)),
            sample(results, new Pair(Contender.ours().behindSnapStart(), fresh))));
    for (BatchKind load : List.of(BatchKind.duplicates(batch), BatchKind.poison(batch))) {
      rows.add(
          row("Weir, " + load.name(), sample(results, new Pair(Contender.ours(), load)), ours));
    }
    return new Table(
        "The handler, as multiples of Weir's",
        "java -jar bench/target/bench.jar handler",
        List.of(
            "How many times what Weir takes to store "
                + batch
                + " new events; of the medians above."),
        List.of("contender", "CPU", "wall"),
        rows);
  }

  private static List<Object> row(String name, Samples theirs, Samples ours) {
    return List.of(
        name,
        theirs.cpu().median() / ours.cpu().median(),
        theirs.wall().median() / ours.wall().median());
  }

  private static Samples sample(Map<Pair, Samples> results, Pair pair) {
    Samples samples = results.get(pair);
    if (samples == null) {
      throw new IllegalStateException("not measured: " + pair);
    }
    return samples;
  }
}
