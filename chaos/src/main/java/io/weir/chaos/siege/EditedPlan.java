package io.weir.chaos.siege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.books.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A plan in a file, which is edited before it is applied. */
final class EditedPlan {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String DIGEST = "digest";
  private static final List<String> ACTIONS =
      List.of("SKIP_STORED", "SKIP_STORED", "SKIP_MOVED", "REDRIVE");

  private final Path file;
  private final ObjectNode document;

  private EditedPlan(Path file, ObjectNode document) {
    this.file = file;
    this.document = document;
  }

  /**
   * Reads one.
   *
   * @throws IllegalStateException if its digest is not that of its content
   */
  static EditedPlan read(Path file) {
    try {
      EditedPlan plan = new EditedPlan(file, (ObjectNode) JSON.readTree(file.toFile()));
      if (!plan.digest().equals(plan.document.path(DIGEST).asText())) {
        throw new IllegalStateException("the digest of " + file + " is not that of its plan");
      }
      return plan;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the plan " + file, e);
    }
  }

  /** Says that another has made it, and leaves the digest as it was: it must be refused. */
  void edit() {
    document.withObject("/plan").put("plannedBy", "another person");
    write();
  }

  /** Changes what is to be done with one letter, and computes the digest again. */
  void forge(SplittableRandom random) {
    List<ArrayNode> letters = new ArrayList<>();
    for (JsonNode letter : document.at("/plan/letters")) {
      if (letter.path("records") instanceof ArrayNode records && !records.isEmpty()) {
        letters.add(records);
      }
    }
    if (!letters.isEmpty()) {
      ArrayNode records = letters.get(random.nextInt(letters.size()));
      int sort = random.nextInt(ACTIONS.size() + 1);
      if (sort == ACTIONS.size() && records.size() > 1) {
        records.remove(random.nextInt(records.size()));
      } else {
        String action = ACTIONS.get(sort % ACTIONS.size());
        records.forEach(record -> ((ObjectNode) record).put("action", action));
      }
    }
    document.put(DIGEST, digest());
    write();
  }

  private String digest() {
    try {
      return Hash.of(JSON.writeValueAsBytes(document.path("plan"))).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() {
    try {
      Files.write(file, JSON.writeValueAsBytes(document));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the plan " + file, e);
    }
  }
}
