package io.weir.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import io.weir.replayer.aws.LocalServices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose credentials a call is signed with. The build sets keys in the environment. */
@Timeout(60)
class ProfileTest {

  private static final String CONFIG = "aws.configFile";
  private static final String CREDENTIALS = "aws.sharedCredentialsFile";

  private final Keys keys = new Keys();
  private final LocalServices services = new LocalServices(keys);
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeTheConfiguration(@TempDir Path temp) throws IOException {
    Path config =
        Files.writeString(
            temp.resolve("config"),
            """
            [profile bare]
            region = eu-central-1
            """);
    Path credentials =
        Files.writeString(
            temp.resolve("credentials"),
            "[ops]\naws_access_key_id = OPS\naws_secret_access_key = secret\n");
    System.setProperty(CONFIG, config.toString());
    System.setProperty(CREDENTIALS, credentials.toString());
  }

  @AfterEach
  void forgetIt() {
    System.clearProperty(CONFIG);
    System.clearProperty(CREDENTIALS);
    services.close();
  }

  @Test
  void aProfileThatIsNamedComesBeforeTheEnvironment() {
    assertThat(inspect("--profile", "ops")).isEqualTo(Exit.OK);
    assertThat(keys.seen).isNotEmpty().containsOnly("OPS");
  }

  @Test
  void withoutAProfileTheEnvironmentIsUsed() {
    assertThat(inspect()).isEqualTo(Exit.OK);
    assertThat(keys.seen).isNotEmpty().containsOnly(System.getenv("AWS_ACCESS_KEY_ID"));
  }

  @Test
  void aProfileThatIsNotConfiguredIsOneLineAndNoCall() {
    assertThat(inspect("--profile", "nobody")).isEqualTo(Exit.NO_ACCESS);
    assertThat(err.toString()).contains("--profile nobody").hasLineCount(1);
    assertThat(keys.seen).isEmpty();
  }

  @Test
  void aProfileWithoutCredentialsTakesNobodyElses() {
    assertThat(inspect("--profile", "bare")).isEqualTo(Exit.NO_ACCESS);
    assertThat(err.toString()).contains("the profile has no credentials").hasLineCount(1);
    assertThat(keys.seen).isEmpty();
  }

  private int inspect(String... more) {
    services.createQueue("dlq");
    services.createStream("EventStream");
    keys.seen.clear();
    List<String> all =
        new ArrayList<>(List.of("inspect", "--queue", "dlq", "--stream", "EventStream"));
    all.addAll(List.of("--endpoint-url", services.uri().toString(), "--region", "us-east-1"));
    all.addAll(List.of(more));
    Console console = Console.ofProcess(new PrintWriter(new StringWriter()), new PrintWriter(err));
    return Commands.commandLine(console).execute(all.toArray(String[]::new));
  }

  /** Serves nothing, and remembers the access key of every request. */
  private static final class Keys implements Service {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public boolean serves(Request request) {
      request
          .header("Authorization")
          .map(value -> value.replaceFirst(".*Credential=([^/]*)/.*", "$1"))
          .ifPresent(seen::add);
      return false;
    }

    @Override
    public Reply handle(Request request) {
      return new Reply(500, Map.of(), new byte[0]);
    }
  }
}
