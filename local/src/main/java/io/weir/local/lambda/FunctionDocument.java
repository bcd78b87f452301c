package io.weir.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** What the API tells about a function. */
final class FunctionDocument {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  private final Function function;

  FunctionDocument(Function function) {
    this.function = function;
  }

  /** The answer of {@code GetFunctionConfiguration}, and one element of {@code ListFunctions}. */
  ObjectNode configuration() {
    FunctionSettings settings = function.settings();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("FunctionName", settings.name());
    document.put("FunctionArn", settings.arn());
    document.put("Runtime", function.runtime());
    document.put("Role", settings.roleArn());
    document.put("Handler", settings.code().handler());
    describeCode(document, settings.code().location());
    document.put("Description", "");
    document.put("Timeout", settings.limits().timeout().toSeconds());
    document.put("MemorySize", settings.limits().memoryMb());
    document.put("Version", "$LATEST");
    ObjectNode variables = document.putObject("Environment").putObject("Variables");
    settings.environment().forEach(variables::put);
    document.putObject("TracingConfig").put("Mode", "PassThrough");
    document.put("State", "Active").put("LastUpdateStatus", "Successful");
    document.put("PackageType", "Zip");
    boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).startsWith("aarch");
    document.putArray("Architectures").add(arm ? "arm64" : "x86_64");
    document.putObject("EphemeralStorage").put("Size", 512);
    return document;
  }

  /** The answer of {@code GetFunction}. */
  ObjectNode details() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("Configuration", configuration());
    document
        .putObject("Code")
        .put("RepositoryType", "File")
        .put("Location", function.settings().code().location().toUri().toString());
    document
        .putObject("Concurrency")
        .put("ReservedConcurrentExecutions", function.settings().limits().concurrency());
    return document;
  }

  private static void describeCode(ObjectNode document, Path code) {
    if (!Files.isRegularFile(code)) {
      document.put("CodeSize", 0);
      return;
    }
    try (InputStream in = Files.newInputStream(code);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      document.put("CodeSize", digest.transferTo(OutputStream.nullOutputStream()));
      document.put(
          "CodeSha256", Base64.getEncoder().encodeToString(digest.getMessageDigest().digest()));
      document.put("LastModified", TIME.format(Files.getLastModifiedTime(code).toInstant()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the function's code in " + code, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime knows SHA-256", e);
    }
  }
}
