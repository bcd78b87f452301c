package io.weir.replayer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the replayer asks of AWS, which is what the stack's two policies for it grant. */
class OperationsTest {

  private static final Path ACTIONS = Path.of("..", "testdata", "actions");
  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, String> SERVICES =
      Map.of(
          CloudFormationClient.class.getName(), "cloudformation",
          DynamoDbClient.class.getName(), "dynamodb",
          KinesisClient.class.getName(), "kinesis",
          LambdaClient.class.getName(), "lambda",
          S3Client.class.getName(), "s3",
          SqsClient.class.getName(), "sqs");

  @Test
  void theCodeCallsTheListedOperationsAndNoOthers() throws IOException {
    SortedSet<String> listed = new TreeSet<>(listed("replayer-look.json"));
    listed.addAll(listed("replayer-act.json"));

    SortedSet<String> called =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.weir.replayer")
                .stream()
                .flatMap(OperationsTest::accesses)
                .map(JavaCodeUnitAccess::getTarget)
                .filter(it -> SERVICES.containsKey(it.getOwner().getName()))
                .map(OperationsTest::operation)
                .filter(it -> !it.endsWith(":Builder") && !it.endsWith(":Close"))
                .collect(Collectors.toCollection(TreeSet::new));

    assertThat(called).containsExactlyElementsOf(listed);
  }

  private static Stream<? extends JavaCodeUnitAccess<?>> accesses(JavaClass type) {
    return Stream.concat(
        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream());
  }

  private static String operation(CodeUnitAccessTarget target) {
    String method = target.getName().replaceFirst("(Paginator|AsBytes)$", "");
    return SERVICES.get(target.getOwner().getName())
        + ":"
        + method.substring(0, 1).toUpperCase(Locale.ROOT)
        + method.substring(1);
  }

  /** Leaves the KMS key out: no client calls it, and its rights go with the services'. */
  private static SortedSet<String> listed(String file) throws IOException {
    JsonNode component = JSON.readTree(ACTIONS.resolve(file).toFile());
    SortedSet<String> operations = new TreeSet<>();
    component.path("always").forEach(operation -> operations.add(operation.asText()));
    component.path("s3").forEach(operation -> operations.add(operation.asText()));
    component.path("byHand").properties().forEach(entry -> operations.add(entry.getKey()));
    return operations;
  }
}
