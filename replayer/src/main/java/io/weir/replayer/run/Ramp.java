package io.weir.replayer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps of a run: after how many records it looks back, and goes on only if none of them came
 * back.
 *
 * @param steps how many records are out after each step, ascending
 */
public record Ramp(List<Step> steps) {

  /** All at once. */
  public static final Ramp NONE = new Ramp(List.of(new Step(100, true)));

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(%?)");

  /** Takes a copy. */
  public Ramp {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param size records, or a hundredth of all
   * @param percent which of the two
   */
  public record Step(int size, boolean percent) {

    int of(int all) {
      long records = percent ? (long) Math.ceil(all * (size / 100.0)) : size;
      return (int) Math.min(all, records);
    }
  }

  /**
   * Reads {@code 1,10,100%}: records, or with a percent sign a share of all; the last step is
   * always everything.
   *
   * @throws IllegalArgumentException with a line for the user
   */
  public static Ramp parse(String text) {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher m = FORM.matcher(part.strip());
      if (!m.matches() || (!m.group(2).isEmpty() && Integer.parseInt(m.group(1)) > 100)) {
        throw new IllegalArgumentException(
            "a ramp is a list like 1,10,100%: numbers of records, or shares of all");
      }
      steps.add(new Step(Integer.parseInt(m.group(1)), !m.group(2).isEmpty()));
    }
    return new Ramp(steps);
  }

  /** Returns after how many records of all each step ends; the last is all. */
  List<Integer> of(int all) {
    List<Integer> ends = new ArrayList<>();
    int before = 0;
    for (Step step : steps) {
      int end = step.of(all);
      if (end > before) {
        ends.add(end);
        before = end;
      }
    }
    if (before < all) {
      ends.add(all);
    }
    return ends;
  }

  /** Tells whether a run looks back before it has sent everything. */
  boolean gates() {
    return !equals(NONE);
  }
}
