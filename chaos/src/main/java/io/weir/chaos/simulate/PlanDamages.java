package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * What may have become of a plan's file until it is applied: white space and members beside the
 * plan say nothing, and all else must be refused.
 */
record PlanDamages(World world, Truth truth) {

  private static final String VERSION = "\"version\" : 1,";

  private static final List<BiFunction<String, SplittableRandom, String>> HARMLESS =
      List.of(
          (file, random) -> "\n\n" + file + "\n",
          (file, random) -> file.replace("\n", "\r\n"),
          (file, random) -> file.replaceAll("\\n *", "\n"),
          (file, random) -> "{\"ticket\":{\"of\":[1]}," + file.substring(1),
          (file, random) -> file.replaceFirst("\\s*}\\s*$", ",\"checked\":true}"),
          PlanDamages::digestLast,
          (file, random) -> "\uFEFF" + file);

  private static final List<BiFunction<String, SplittableRandom, String>> HARMFUL =
      List.of(
          (file, random) -> file.substring(0, random.nextInt(file.stripTrailing().length())),
          (file, random) -> file.replace(VERSION, "\"version\" : 3,"),
          (file, random) -> file.replace(VERSION, "\"version\" : 99, \"signed\" : {},"),
          (file, random) -> file.replace(VERSION, "\"version\" : null,"),
          (file, random) -> file.replace(VERSION, "\"version\" : 0,"),
          (file, random) -> file.replace(VERSION, ""),
          (file, random) -> file.replace(VERSION, VERSION + " \"more\" : 1,"),
          (file, random) -> file.replaceFirst("\"plannedAt\" : \"", "\"plannedAt\" : \"about "),
          (file, random) -> file.replaceFirst("\"plannedBy\" : \"", "\"plannedBy\" : \"é"),
          (file, random) -> file.replaceFirst("\"letters\" : \\[", "\"letters\" : [ null, "),
          (file, random) -> file.replaceFirst("\"letters\" : \\[", "\"letters\" : [ ["),
          PlanDamages::otherDigit,
          (file, random) -> file.replaceFirst("\"digest\" : \"[^\"]*\"", "\"digest\" : {\"a\":[]}"),
          (file, random) -> file.replaceFirst("\"digest\"", "\"Digest\""),
          (file, random) -> file.replaceFirst("\"plan\"", "\"Plan\""),
          (file, random) -> file.replaceFirst("\"plan\"", "\"plan\" : [], \"Plan\""),
          (file, random) -> file.replaceFirst("\"plan\"", "\"plan\" : null, \"Plan\""),
          (file, random) -> file + "{}",
          (file, random) -> "[" + file + "]",
          (file, random) -> "plan: " + file,
          (file, random) -> random.nextBoolean() ? "" : "\n");

  /** Reads one copy of a plan's file that was changed. */
  void read(byte[] content) {
    boolean harmless = world.random().nextInt(3) == 0;
    List<BiFunction<String, SplittableRandom, String>> some = harmless ? HARMLESS : HARMFUL;
    int which = world.random().nextInt(some.size());
    String file = new String(content, StandardCharsets.UTF_8);
    String other = some.get(which).apply(file, world.random());
    String what = (harmless ? "harmless" : "harmful") + " change " + which;
    world.note(() -> "a plan's file comes with a " + what);
    try {
      Plan plan = PlanFile.read(other.getBytes(StandardCharsets.UTF_8));
      if (!harmless || !plan.equals(PlanFile.read(content))) {
        violation("it is applied with a " + what);
      }
    } catch (StalePlanException e) {
      if (harmless) {
        violation("it is refused with a " + what);
      }
    } catch (RuntimeException e) {
      violation("it is not refused in words with a " + what + ": " + e);
    }
  }

  private void violation(String what) {
    truth.violation(new Violation("plan file", what, "a plan"));
  }

  private static String digestLast(String file, SplittableRandom ignored) {
    int end = file.indexOf(',');
    String digest = file.substring(1, end);
    return "{" + file.substring(end + 1).replaceFirst("\\s*}\\s*$", "," + digest + "}");
  }

  private static String otherDigit(String file, SplittableRandom random) {
    int place = file.indexOf("\"digest\" : \"") + "\"digest\" : \"".length() + random.nextInt(64);
    char other = file.charAt(place) == '0' ? '1' : '0';
    return file.substring(0, place) + other + file.substring(place + 1);
  }
}
