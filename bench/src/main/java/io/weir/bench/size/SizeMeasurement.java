package io.weir.bench.size;

import io.weir.bench.measure.Effort;
import io.weir.bench.measure.Jars;
import io.weir.bench.measure.Measurement;
import io.weir.bench.measure.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where the megabytes of {@code handler.jar} are, and the reason for each. */
public final class SizeMeasurement implements Measurement {

  /** What an entry costs beside its bytes and its name: two headers, and the sizes behind it. */
  private static final int HEADERS = 30 + 46 + 16;

  private static final String REST = "all else: slf4j, CRaC, JSpecify, licences";

  /** Longer prefixes come first: an entry belongs to the first that fits. */
  private static final Map<String, String> REASONS = reasons();

  private static Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("io/weir/", "Weir itself");
    reasons.put(
        "software/amazon/awssdk/services/dynamodb/", "DynamoDB's client: one class a shape");
    reasons.put("software/amazon/awssdk/services/sqs/", "SQS' client, for POISON=park");
    reasons.put("software/amazon/awssdk/regions/", "the SDK's endpoints of every service");
    reasons.put("software/amazon/awssdk/thirdparty/", "the SDK's own copy of Jackson's core");
    reasons.put("software/amazon/awssdk/", "the SDK's core: signing, retries, HTTP, protocols");
    reasons.put("org/apache/logging/", "Log4j, under Powertools' JSON log");
    reasons.put(
        "org/apache/commons/", "commons-lang: the embedded metric format's library uses it");
    reasons.put("com/fasterxml/jackson/core/", "Jackson's core: the decoder reads with it");
    reasons.put("com/fasterxml/", "Jackson databind: Powertools' serialization stands on it");
    reasons.put("io/burt/", "JMESPath: Powertools' logging loads it");
    reasons.put("org/joda/", "Joda time: the Lambda events' types name it");
    reasons.put("com/amazonaws/", "the types of Lambda's events, all of them");
    reasons.put("software/amazon/", "Powertools, and the embedded metric format");
    return reasons;
  }

  @Override
  public List<Table> measure(Effort effort) throws IOException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    REASONS.values().forEach(reason -> bytes.put(reason, 0L));
    bytes.put(REST, 0L);
    try (ZipFile jar = new ZipFile(Jars.handler().toFile())) {
      jar.stream().forEach(entry -> bytes.merge(reason(entry), weight(entry), Long::sum));
    }
    List<List<Object>> rows = new ArrayList<>();
    bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(group -> rows.add(List.of(group.getKey(), megabytes(group.getValue()))));
    rows.add(List.of("**the whole jar**", megabytes(Files.size(Jars.handler()))));
    return List.of(
        new Table(
            "The size of handler.jar",
            "java -jar bench/target/bench.jar size",
            List.of(
                "Compressed, with the archive's own headers. Nothing is cut out of a library class by"
                    + " class: what a library loads by name would be missing on the first bad day."),
            List.of("what, and why", "MB"),
            rows));
  }

  private static String reason(ZipEntry entry) {
    return REASONS.entrySet().stream()
        .filter(group -> entry.getName().startsWith(group.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(REST);
  }

  private static long weight(ZipEntry entry) {
    return entry.getCompressedSize() + HEADERS + 2L * entry.getName().length();
  }

  private static double megabytes(long bytes) {
    return bytes / 1e6;
  }
}
