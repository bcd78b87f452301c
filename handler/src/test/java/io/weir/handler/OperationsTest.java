package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the function asks of AWS, which is what its role in the stack is granted. */
class OperationsTest {

  private static final Path RECORDED = Path.of("..", "testdata", "actions", "handler.json");
  private static final Pattern OPERATION = Pattern.compile("\"(\\w+:\\w+)\"");

  private static final Map<String, String> SERVICES =
      Map.of(DynamoDbClient.class.getName(), "dynamodb", SqsClient.class.getName(), "sqs");

  @Test
  void theCodeCallsTheRecordedOperationsAndNoOthers() throws IOException {
    SortedSet<String> called =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.weir.handler")
                .stream()
                .flatMap(OperationsTest::accesses)
                .map(JavaCodeUnitAccess::getTarget)
                .filter(it -> SERVICES.containsKey(it.getOwner().getName()))
                .map(OperationsTest::operation)
                // Not of the service, but of the client itself.
                .filter(it -> !it.endsWith(":Builder") && !it.endsWith(":Close"))
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(called).containsExactlyElementsOf(recorded());
  }

  @Test
  void eachOfThemIsCalledInFact() {
    try (Rig rig = new Rig(true, Wiring.own())) {
      rig.invoke("a=1");
      rig.invoke("a=1", "poison");

      assertThat(rig.table.writes).as("dynamodb:BatchExecuteStatement").isNotEmpty();
      assertThat(rig.table.reads).as("dynamodb:BatchGetItem").isNotEmpty();
      assertThat(rig.queue.messages).as("sqs:SendMessageBatch").hasSize(1);
    }
  }

  private static Stream<? extends JavaCodeUnitAccess<?>> accesses(JavaClass type) {
    return Stream.concat(
        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream());
  }

  private static String operation(CodeUnitAccessTarget target) {
    String method = target.getName();
    return SERVICES.get(target.getOwner().getName())
        + ":"
        + method.substring(0, 1).toUpperCase(Locale.ROOT)
        + method.substring(1);
  }

  private static SortedSet<String> recorded() throws IOException {
    return OPERATION
        .matcher(Files.readString(RECORDED))
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
