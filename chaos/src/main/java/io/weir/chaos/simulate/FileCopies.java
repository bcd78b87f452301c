package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.route.Answer;
import io.weir.replayer.route.FileRoute;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.TableState;
import io.weir.replayer.route.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An operator's file of copies, which all runs of the operator share. A run that is killed while it
 * writes leaves half a line. What a run was told is written is there; all other content is such
 * halves.
 */
final class FileCopies {

  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final Truth truth;
  private final Set<String> confirmed = new HashSet<>();
  private byte[] bytes = new byte[0];
  private int halves;

  FileCopies(World world, Truth truth) {
    this.world = world;
    this.truth = truth;
  }

  /** Opens the file at a place, which its route leaves when it is closed. */
  Route open(Path place) throws IOException {
    Files.write(place, bytes);
    return new Copying(FileRoute.append(place), place);
  }

  private void left(Path place) {
    try {
      byte[] now = Files.readAllBytes(place);
      Set<String> found = new HashSet<>();
      int broken = 0;
      for (String line : new String(now, StandardCharsets.US_ASCII).split("\n", -1)) {
        if (!line.isEmpty() && !isCopy(line, found)) {
          broken++;
        }
      }
      if (broken > halves || !found.containsAll(confirmed)) {
        String what = "%d of its lines are broken, and %d runs were killed; %d of %d are there";
        violation(what.formatted(broken, halves, found.size(), confirmed.size()));
      }
      bytes = now;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isCopy(String line, Set<String> found) {
    try {
      JsonNode copy = JSON.readTree(line);
      String number = copy.path("sequenceNumber").asText();
      AcceptedRecord known =
          truth.records().find(copy.path("shardId").asText(), new BigInteger(number));
      byte[] data = Base64.getDecoder().decode(copy.path("data").asText());
      boolean edited = world.weather().has(Fault.PLAN_EDITED);
      if (!edited && (known == null || !known.spec().isIn(Spec.sha256(data)))) {
        violation("a copy that no producer put, of " + number);
      }
      found.add(number);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void violation(String what) {
    truth.violation(new Violation("file of copies", what, world.time().current().name()));
  }

  /** The route, whose process may be killed while it writes. */
  private final class Copying implements Route {

    private final Route route;
    private final Path place;

    Copying(Route route, Path place) {
      this.route = route;
      this.place = place;
    }

    @Override
    public String name() {
      return route.name();
    }

    @Override
    public int maxRecords() {
      return route.maxRecords();
    }

    @Override
    public long maxBytes() {
      return route.maxBytes();
    }

    @Override
    public long weight(Work work) {
      return route.weight(work);
    }

    @Override
    public boolean settles() {
      return route.settles();
    }

    @Override
    public List<TableState> look(Proof proof, List<Work> batch, List<Answer> answers)
        throws InterruptedException {
      return route.look(proof, batch, answers);
    }

    @Override
    public List<Answer> send(List<Work> batch) {
      List<Answer> answers = world.effect("the copies into the file", () -> written(batch));
      batch.forEach(
          work -> confirmed.add(work.original().coordinates().sequenceNumber().toString()));
      return answers;
    }

    private List<Answer> written(List<Work> batch) {
      try {
        long before = Files.size(place);
        List<Answer> answers = route.send(batch);
        KillableProcess process = world.time().current().process();
        if (process != null && isTorn()) {
          world.note(process.name() + " dies with half of the copies in the file");
          byte[] all = Files.readAllBytes(place);
          int whole = (int) before;
          int half = whole + world.random().nextInt(all.length - whole);
          Files.write(place, Arrays.copyOf(all, half));
          halves++;
          throw process.die();
        }
        return answers;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A file of copies is seldom, and so are its writes: where there is the fault, it strikes. */
    private boolean isTorn() {
      Weather weather = world.weather();
      boolean torn =
          weather.has(Fault.JOURNAL_TORN) && !weather.isCalm() && world.random().nextInt(3) == 0;
      if (torn) {
        weather.struck(Fault.JOURNAL_TORN);
      }
      return torn;
    }

    @Override
    public void close() {
      route.close();
      left(place);
    }
  }
}
