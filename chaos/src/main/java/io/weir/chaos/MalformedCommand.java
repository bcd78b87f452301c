package io.weir.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints malformed records, for users who want to put them into their own stream. */
@Command(
    name = "malformed",
    description = {
      "Prints malformed records: one JSON object a line, with the kind, the reason code with which"
          + " it must be rejected, and the payload in base64.",
      "The same seed prints the same bytes."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true)
final class MalformedCommand implements Runnable {

  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "NAME",
      description = "Only these kinds (default: all, as docs/malformed-records.md lists them).")
  private List<String> kinds = List.of();

  @Option(
      names = "--each",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of each kind (default: ${DEFAULT-VALUE}).")
  private int each;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What chance starts from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run() {
    if (each < 1) {
      throw new ParameterException(spec.commandLine(), "--each must be 1 or more");
    }
    List<String> known = Malformed.all().stream().map(Malformed::name).toList();
    kinds.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ParameterException(spec.commandLine(), "there is no kind " + name);
            });
    SplittableRandom random = new SplittableRandom(seed);
    PrintWriter out = spec.commandLine().getOut();
    Malformed.all().stream()
        .filter(kind -> kinds.isEmpty() || kinds.contains(kind.name()))
        .flatMap(kind -> IntStream.range(0, each).mapToObj(i -> line(kind, random)))
        .forEachOrdered(out::println);
    out.flush();
  }

  private static ObjectNode line(Malformed kind, SplittableRandom random) {
    return JSON.createObjectNode()
        .put("kind", kind.name())
        .put("reason", kind.reason())
        .put("payload", Base64.getEncoder().encodeToString(kind.payload(random)));
  }
}
