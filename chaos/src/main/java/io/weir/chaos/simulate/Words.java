package io.weir.chaos.simulate;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a command says when it fails is for a person: one line that says what is wrong, and of a
 * service's refusal which service it was.
 */
record Words(Truth truth) {

  private static final Pattern NOTHING = Pattern.compile("(^|: |\\()(null|)($|\\))");
  private static final List<String> SERVICES = List.of("Simulated", "AWS");

  /** Holds a failure's message against that. */
  void check(KillableProcess process, Exception failure) {
    String said = String.valueOf(failure.getMessage());
    if (said.isBlank() || said.contains("\n") || NOTHING.matcher(said).find()) {
      violation("it says nothing, or too much: ", said, process);
    }
    boolean ofService = false;
    for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
      ofService |= at instanceof AwsServiceException;
    }
    if (ofService && !isTakenOver(said) && SERVICES.stream().noneMatch(said::contains)) {
      violation("it does not say which service: ", said, process);
    }
  }

  /** A condition that the journal has set itself is no service's refusal. */
  private static boolean isTakenOver(String said) {
    return said.contains("another run");
  }

  private void violation(String what, String said, KillableProcess process) {
    truth.violation(new Truth.Violation("words", what + said, process.name()));
  }
}
