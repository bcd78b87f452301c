package io.weir.local.kinesis;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Turns each listed disagreement into an expectation: the fact must fail, and in that way. */
final class ContractRunner implements InvocationInterceptor {

  private final List<Disagreement> disagreements;

  ContractRunner(List<Disagreement> disagreements) {
    this.disagreements = disagreements;
  }

  /** JDK 25 reads JUnit's {@code @Nullable Void} from the class file and JDK 17 does not. */
  @Override
  @SuppressWarnings("NullAway")
  public void interceptTestMethod(
      Invocation<Void> fact, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    Optional<Disagreement> known =
        disagreements.stream()
            .filter(it -> it.fact().equals(method.getExecutable().getName()))
            .findFirst();
    if (known.isEmpty()) {
      fact.proceed();
      return;
    }
    if (!disagrees(fact, known.get())) {
      throw new AssertionError(
          known.get().emulator().title() + " keeps this fact now: take its disagreement away");
    }
    context.publishReportEntry("disagreement", known.get().row());
  }

  private static boolean disagrees(Invocation<Void> fact, Disagreement known) throws Throwable {
    try {
      fact.proceed();
      return false;
    } catch (AssertionError | RuntimeException e) {
      if (!String.valueOf(e.getMessage()).contains(known.sign())) {
        throw e;
      }
      return true;
    }
  }
}
